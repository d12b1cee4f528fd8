import { basename, dirname, extname, join } from 'node:path';
import type { Result } from '../common/result.ts';
import type { Document } from '../graph/document.ts';
import type { Plan } from '../runtime/client.ts';
import type { Options } from './options.ts';
import { formatOfPath } from './picture-format.ts';
import { checkWritable } from './write-file.ts';

/** Where the picture of each target goes. One gets the name itself, several one each. */
export function outputPaths(
  plan: Plan,
  document: Document,
  options: Options,
  variant: string | null,
): ReadonlyMap<string, string> {
  const base = options.output ?? defaultName(document, options);
  const ending = extname(base);
  const stem = join(dirname(base), basename(base, ending));
  const marks = (node: string) => [
    ...(variant === null ? [] : [variant]),
    ...(plan.targets.length > 1 ? [node] : []),
  ];
  return new Map(
    plan.targets.map(({ node }) => [
      node,
      `${[stem, ...marks(node).map(fileName)].join('-')}${ending}`,
    ]),
  );
}

/** Before any work: every path has a known ending and lies where files can be written. */
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

/** Only what every file system takes. */
function fileName(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '') || 'dream';
}
