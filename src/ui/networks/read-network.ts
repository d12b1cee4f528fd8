import { blobHasSum, sumOfBlob } from '../../common/file-sum.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
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
  /** What the graph names where this is another file of the same name. */
  readonly insteadOf?: OwnReference;
}

/** Where the files come from, and what they are wanted for. */
export interface Origin {
  /** The address of the main file. */
  readonly url?: string;
  /** What a graph names and this browser does not have: the same file takes its place. */
  readonly missing?: OwnReference | undefined;
  /** Gets one more file that the network names; absent: all are there. */
  readonly more?: (file: string) => Promise<Result<PlacedFile>>;
}

/**
 * Finds the network among the files, in any order and whatever else lies between them, has the
 * worker read it, and keeps the files that it needs. What cannot be read is not kept.
 */
export async function openNetwork(
  title: string,
  files: readonly PlacedFile[],
  origin: Origin = {},
): Promise<Result<Opened>> {
  const read = await readFiles(title, files, origin.more);
  if (!read.ok) return read;
  const { main, parts, info } = read.value;
  const reference = await referenceOf(title, read.value, origin);
  const folder = reference.name.replace(/[^/]*$/, '');
  const inner = main.path.replace(/[^/]*$/, '');
  const { from: _, ...stored } = reference;
  const common = { kind: 'network', added: Date.now() } as const;
  const kept = keep([
    ...parts.map(({ path, file }) => {
      const name = `${folder}${path.slice(inner.length)}`;
      return { ...common, sha256: keyOfName(name), name, blob: file };
    }),
    { ...common, ...stored, network: info.hash, blob: main.file },
  ]);
  // From here on they are found, in memory or in storage.
  noteInfo(reference, info);
  const { missing } = origin;
  const isOther = missing !== undefined && missing !== reference && sameName(missing, main);
  return ok({ reference, info, kept, ...(isOther && { insteadOf: missing }) });
}

type KnownReference = OwnReference & { readonly sha256: string };

/** How graphs name it: as the one does that misses this file, else by its title, sum and own name. */
async function referenceOf(
  title: string,
  { main, parts, info }: ReadFiles,
  { url, missing }: Origin,
): Promise<KnownReference> {
  const isFound =
    missing?.sha256 !== undefined &&
    (await blobHasSum(main.file, missing.sha256)) &&
    // Without a folder there is no place for its parts.
    (parts.length === 0 || missing.name.includes('/'));
  if (isFound) return missing as KnownReference;
  const sha256 = await sumOfBlob(main.file);
  const name = `${title} ${sha256.slice(0, 6)}/${nameOfMain(main.path, info)}`;
  return { from: 'file', name, sha256, ...(url !== undefined && { url }) };
}

function sameName({ name }: OwnReference, { path }: PlacedFile): boolean {
  const last = (of: string) => of.replace(/^.*[/\\]/, '').toLowerCase();
  return last(name) === last(path);
}

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

async function readFiles(
  title: string,
  files: readonly PlacedFile[],
  more: Origin['more'],
): Promise<Result<ReadFiles>> {
  const count = (readings.get(title) ?? 0) + 1;
  readings.set(title, count);
  // The worker knows networks by their names: those of one name are told apart.
  const folder = count === 1 ? title : `${title} (${count})`;
  const [kind, added] = ['network' as const, Date.now()];
  const held = holdFiles(
    files.map(({ path, file }) => ({ name: `${folder}/${path}`, kind, blob: file, added })),
  );
  let told: Result<never> | undefined;
  try {
    for (const main of (await findMainFiles(files)).slice(0, triedAtMost)) {
      const reference = { from: 'file', name: `${folder}/${main.path}` } as const;
      const read = await worker().describeNetwork(reference);
      if (read.ok) {
        const parts = files.filter(
          (each) => each !== main && held.wasAsked(`${folder}/${each.path}`),
        );
        return ok({ main, parts, info: read.value });
      }
      if (read.problem.code !== 'network-format') {
        const missing = missingFile(read.problem);
        const got =
          missing !== undefined && files.length < filesAtMost ? await more?.(missing) : undefined;
        if (got?.ok) return await readFiles(title, [...files, got.value], more);
        return got ?? fail(toldOfFiles(read.problem, main));
      }
      told ??= read;
    }
    return told ?? fail(nothingChosen);
  } finally {
    held.release();
  }
}

/** Of so many files each may be the network: more are not looked into. */
const triedAtMost = 4;
/** A network of more files is not downloaded. */
const filesAtMost = 200;

const nothingChosen: Problem = {
  code: 'no-model',
  message: 'There is no file in what was chosen.',
  remedy: 'Choose a network with the files that belong to it.',
};

/** Nothing is stored by then, so a file that is missing was not chosen. */
function toldOfFiles(problem: Problem, main: PlacedFile): Problem {
  const file = missingFile(problem);
  if (file === undefined) return problem;
  return {
    code: 'no-weights',
    message: `${file} is missing.`,
    remedy: `Choose ${main.path.replace(/^.*\//, '')} and all its weight files together.`,
  };
}

/** The name of a file that was looked for and is not there, as the network names it. */
function missingFile({ code, message }: Problem): string | undefined {
  if (code !== 'file-not-kept') return undefined;
  return /^The file [^/]*\/(.*) is not stored/.exec(message)?.[1];
}

/** Its name in storage says which of several files it is. */
function nameOfMain(path: string, { format }: NetworkInfo): string {
  const name = path.replace(/^.*\//, '');
  if (mainName.test(name)) return name;
  return `${name}.${/^ONNX/.test(format) ? 'onnx' : /^Keras/.test(format) ? 'keras' : 'json'}`;
}
