import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { sha256 } from '../../common/sha256.ts';
import type { NetworkInfo } from '../../runtime/browser.ts';
import { findMainFiles } from '../files/find-network.ts';
import type { PlacedFile } from '../kit/files.ts';
import { worker } from '../run/worker.ts';
import type { StoredFile } from '../storage/database.ts';
import { storageProblem } from '../storage/keeping.ts';
import { holdFiles, keyOfName, putFile } from '../storage/stored-files.ts';
import { noteInfo } from './network-info.ts';
import { mainName, type OwnReference, storedNetworks } from './stored-networks.ts';

/** A network that was read, and is kept from now on. */
export interface Opened {
  readonly reference: OwnReference;
  readonly info: NetworkInfo;
  /** Comes to a problem where the browser has no room for it. */
  readonly kept: Promise<Problem | undefined>;
}

/**
 * Finds the network among the files, in any order and whatever else lies between them, has the
 * worker read it, and keeps the files that it needs. What cannot be read is not kept.
 * @param missing what a graph names and this browser does not have: the same file takes its place.
 */
export async function openNetwork(
  title: string,
  files: readonly PlacedFile[],
  missing?: OwnReference,
): Promise<Result<Opened>> {
  const read = await readFiles(title, files);
  if (!read.ok) return read;
  const { main, parts, info } = read.value;
  const sum = main.file.size <= hashedUpTo ? await sha256(main.file) : undefined;
  const isMissing = missing !== undefined && missing.sha256 === sum && sum !== undefined;
  const own = `${title} ${(sum ?? info.hash).slice(0, 6)}`;
  const folder = isMissing ? missing.name.replace(/\/.*$/, '') : own;
  const name = isMissing ? missing.name : `${folder}/${nameOfMain(main.path, info)}`;
  const reference = { from: 'file', name, ...(sum !== undefined && { sha256: sum }) } as const;
  const added = Date.now();
  const inner = main.path.replace(/[^/]*$/, '');
  const entry = (name: string, { file }: PlacedFile, key = keyOfName(name)) =>
    ({ sha256: key, name, kind: 'network', added, blob: file }) as const;
  const entries = [
    ...parts.map((part) => entry(`${folder}/${part.path.slice(inner.length)}`, part)),
    entry(name, main, sum),
  ];
  const kept = keep(entries);
  // From here on they are found, in memory or in storage.
  noteInfo(reference, info);
  return ok({ reference, info, kept });
}

/** Main files up to this size are known by the SHA-256 of all their bytes, larger ones by their name. */
const hashedUpTo = 2 ** 26;

async function keep(entries: readonly StoredFile[]): Promise<Problem | undefined> {
  try {
    await Promise.all(entries.map(putFile));
    return undefined;
  } catch (error) {
    return storageProblem(error);
  } finally {
    await storedNetworks.refresh();
  }
}

interface ReadFiles {
  readonly main: PlacedFile;
  /** The files that it names. */
  readonly parts: readonly PlacedFile[];
  readonly info: NetworkInfo;
}

const readings = new Map<string, number>();

async function readFiles(title: string, files: readonly PlacedFile[]): Promise<Result<ReadFiles>> {
  const count = (readings.get(title) ?? 0) + 1;
  readings.set(title, count);
  // The worker knows networks by their names: those of one name are told apart.
  const folder = count === 1 ? title : `${title} (${count})`;
  const [kind, added] = ['network' as const, Date.now()];
  const held = holdFiles(
    files.map(({ path, file }) => ({ name: `${folder}/${path}`, kind, blob: file, added })),
  );
  try {
    let told: Result<never> | undefined;
    for (const main of (await findMainFiles(files)).slice(0, triedAtMost)) {
      const reference = { from: 'file', name: `${folder}/${main.path}` } as const;
      const read = await worker().describeNetwork(reference);
      if (read.ok) {
        const parts = files.filter(
          (each) => each !== main && held.wasAsked(`${folder}/${each.path}`),
        );
        return ok({ main, parts, info: read.value });
      }
      if (read.problem.code !== 'network-format') return fail(toldOfFiles(read.problem, main));
      told ??= read;
    }
    return told ?? fail(nothingChosen);
  } finally {
    held.release();
  }
}

/** Of so many files each may be the network: more are not looked into. */
const triedAtMost = 4;

const nothingChosen: Problem = {
  code: 'no-model',
  message: 'There is no file in what was chosen.',
  remedy: 'Choose a network with the files that belong to it.',
};

/** Nothing is stored by then, so a file that is missing was not chosen. */
function toldOfFiles(problem: Problem, main: PlacedFile): Problem {
  if (problem.code !== 'file-not-kept') return problem;
  const [, file = 'A file'] = /The file [^/]*\/(.*) is not stored/.exec(problem.message) ?? [];
  return {
    code: 'no-weights',
    message: `${file} is missing.`,
    remedy: `Choose ${main.path.replace(/^.*\//, '')} and all its weight files together.`,
  };
}

/** Its name in storage says which of several files it is. */
function nameOfMain(path: string, { format }: NetworkInfo): string {
  const name = path.replace(/^.*\//, '');
  if (mainName.test(name)) return name;
  return `${name}.${/^ONNX/.test(format) ? 'onnx' : /^Keras/.test(format) ? 'keras' : 'json'}`;
}
