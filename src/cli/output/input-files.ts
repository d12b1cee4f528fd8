import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { ok, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { extractDocument, filesOf } from '../../runtime/node.ts';
import { placesOf } from '../access/file-access.ts';
import { targetOf } from '../files/write-file.ts';
import { type Options, usage } from '../options/options.ts';

/** The files that a command reads, whatever name or link leads to them. */
export interface InputFiles {
  has(path: string): Promise<boolean>;
}

export async function filesRead(
  document: Document,
  { graph }: Pick<Options, 'graph'>,
  further: readonly string[] = [],
): Promise<InputFiles> {
  const named = filesOf(document, catalog).flatMap(({ reference }) =>
    reference.from === 'file' ? placesOf(reference.name, graph) : [],
  );
  const paths = [...named, ...further, ...(graph === null ? [] : [graph])];
  const identities = new Set(await Promise.all(paths.map(identityOf)));
  return {
    has: async (path) => {
      const identity = await identityOf(path);
      return identity !== null && identities.has(identity);
    },
  };
}

/** Null: there is no such file, or it is a device or a pipe. */
async function identityOf(path: string): Promise<string | null> {
  const info = await stat(path, { bigint: true }).catch(() => null);
  return info?.isFile() ? `${info.dev} ${info.ino}` : null;
}

/** What a command writes is not what it reads, and no file is written twice. Problem: `usage`. */
export async function checkInputs(
  pictures: readonly string[],
  { force, report }: Options,
  inputs: InputFiles,
): Promise<Result<void>> {
  const paths = report === null ? pictures : [...pictures, report];
  for (const path of paths) {
    if (!force && (await inputs.has(path))) {
      return usage(
        `${path} is a file that this command reads, and would be replaced.`,
        'Choose another name, or add --force.',
      );
    }
  }
  const targets = await Promise.all(paths.map(targetOf));
  const twice = paths.find((_, at) => targets.indexOf(targets[at] ?? '') < at);
  if (twice === undefined || !(await isReplaced(twice))) return ok(undefined);
  return usage(`${twice} would be written twice.`, 'Give each file a name of its own.');
}

/** Devices may get several files. */
async function isReplaced(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info === null || info.isFile();
}

/** Whether a name is free: nothing is there, or a PNG that carries this very graph. */
export async function isFree(path: string, graph: string | null): Promise<boolean> {
  if (!existsSync(path)) return true;
  if (graph === null) return false;
  const bytes = await readFile(path).catch(() => null);
  const found = bytes ? await extractDocument(bytes) : null;
  return found?.ok === true && inOneForm(found.value) === inOneForm(graph);
}

/** A PNG may carry a text with escapes that the other does without. */
function inOneForm(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
