import { basename, dirname, extname, join } from 'node:path';
import type { Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { Plan } from '../../runtime/browser.ts';
import { formatOfPath } from '../files/picture-format.ts';
import { checkWritable } from '../files/write-file.ts';
import type { Options } from '../options/options.ts';

/**
 * The path of each target's picture. A single target gets the plain name.
 * @param mark distinguishes the run from others: "02-mixed4".
 */
export function outputPaths(
  plan: Plan,
  document: Document,
  options: Options,
  mark: string | null,
): ReadonlyMap<string, string> {
  const { stem, ending } = baseOf(document, options);
  return new Map(
    plan.targets.map(({ node }) => {
      const marks = [...(mark === null ? [] : [mark]), ...(plan.targets.length > 1 ? [node] : [])];
      return [node, `${[stem, ...marks.map(fileName)].join('-')}${ending}`];
    }),
  );
}

/** The path of each target's contact sheet. Always a PNG, which can contain the graph. */
export function sheetPaths(
  plan: Plan,
  document: Document,
  options: Options,
): ReadonlyMap<string, string> {
  const png = { ...options, output: `${baseOf(document, options).stem}.png` };
  return outputPaths(plan, document, png, 'sheet');
}

function baseOf(document: Document, options: Options): { stem: string; ending: string } {
  const base = options.output ?? defaultName(document, options);
  const ending = extname(base);
  return { stem: join(dirname(base), basename(base, ending)), ending };
}

/** Checks, before any work, that every path has a known extension and can be written. */
export async function checkPaths(paths: Iterable<string>): Promise<Result<void>> {
  let checked: Result<void> = { ok: true, value: undefined };
  for (const path of paths) {
    const format = formatOfPath(path);
    checked = format.ok ? await checkWritable(path) : format;
    if (!checked.ok) break;
  }
  return checked;
}

function defaultName(document: Document, { photo, preset }: Options): string {
  const save = document.nodes.find(({ type }) => type === 'save-image');
  const format = save?.params.format;
  const ending = format === 'jpeg' || format === 'webp' ? `.${format}` : '.png';
  const stem = photo === null ? null : basename(photo, extname(photo));
  const name = fileName(
    String(preset ?? (photo === null ? (save?.params.name ?? 'dream') : 'dream')),
  );
  return `${stem === null ? name : `${stem}-${name}`}${ending}`;
}

const longestName = 80;

/** Only characters that every file system accepts. */
function fileName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '');
  return plain.slice(0, longestName) || 'dream';
}
