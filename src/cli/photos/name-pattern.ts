import { extname, normalize } from 'node:path';
import { ok, type Result } from '../../common/result.ts';
import { closest } from '../../graph/document/names.ts';
import {
  fillPattern,
  isPattern,
  type NameWords,
  placeholders,
  unknownPlaceholder,
} from '../../runtime/node.ts';
import { formatOfPath } from '../files/picture-format.ts';
import { type Options, usage } from '../options/options.ts';

/** Where the pictures of several photos go. */
export interface NamePattern {
  /** With `{photo}` and the like in it; without an ending. */
  readonly stem: string;
  /** ".jpg"; null: as Save Image says. */
  readonly ending: string | null;
  /** The folder that all of them go to. */
  readonly root: string;
}

/**
 * `-o` as a pattern: `out/` stands for `out/{folder}/` and the name that a picture has without `-o`,
 * `usual`.
 * @param isFolder whether what was given is a folder.
 * Problems: `usage`, `picture-extension`.
 */
export function readPattern(
  { output }: Pick<Options, 'output'>,
  isFolder: boolean,
  usual: string,
): Result<NamePattern> {
  if (output === null) return ok({ stem: usual, ending: null, root: '.' });
  if (!isPattern(output)) {
    const named = isFolder || (extname(output) === '' && output !== '-');
    if (named) return ok({ stem: `${output}/{folder}/${usual}`, ending: null, root: output });
    return usage(
      `-o ${output} names one file, and there may be several pictures.`,
      'Name a folder, as in -o dreams/, or a pattern, as in -o "dreams/{photo}-{seed}.png".',
    );
  }
  const unknown = unknownPlaceholder(output);
  if (unknown !== undefined) {
    return usage(
      `-o ${output}: there is no ${unknown}.${closest(unknown.slice(1, -1), placeholders)}`,
      `There are ${placeholders.map((each) => `{${each}}`).join(', ')}.`,
    );
  }
  const ending = extname(output.replace(/\{[a-z]+\}/g, 'x'));
  const format = ending === '' ? ok(null) : formatOfPath(output);
  if (!format.ok) return format;
  const stem = ending === '' ? output : output.slice(0, -ending.length);
  const [before = ''] = output.split('{', 1);
  const slash = Math.max(before.lastIndexOf('/'), before.lastIndexOf('\\'));
  return ok({ stem, ending: ending || null, root: slash < 0 ? '.' : before.slice(0, slash + 1) });
}

/** The path that the pattern comes to. */
export function fillPath(stem: string, words: Partial<NameWords>): string {
  return normalize(fillPattern(stem, words));
}
