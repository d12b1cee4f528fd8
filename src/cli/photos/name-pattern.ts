import { extname, normalize } from 'node:path';
import { ok, type Result } from '../../common/result.ts';
import { closest } from '../../graph/document/names.ts';
import { formatOfPath } from '../files/picture-format.ts';
import { type Options, usage } from '../options/options.ts';
import { fileName } from '../output/output-paths.ts';

/** What a pattern may contain, and what stands there instead. */
export interface NameWords {
  /** The name of the photo without its ending. */
  readonly photo: string;
  /** Where it lies below the folder that was named. */
  readonly folder: string;
  readonly preset: string;
  readonly layer: string;
  readonly seed: string;
  readonly variant: string;
}

const placeholders: readonly (keyof NameWords)[] = [
  ...(['photo', 'folder', 'preset', 'layer', 'seed', 'variant'] as const),
];

/** Where the pictures of several photos go. */
export interface NamePattern {
  /** With `{photo}` and the like in it; without an ending. */
  readonly stem: string;
  /** ".jpg"; null: as Save Image says. */
  readonly ending: string | null;
  /** The folder that all of them go to. */
  readonly root: string;
}

export function isPattern(output: string): boolean {
  return /\{[a-z]+\}/i.test(output);
}

/**
 * `-o` as a pattern: `out/` stands for `out/{folder}/` and the name that a picture has without `-o`.
 * @param isFolder whether what was given is a folder.
 * Problems: `usage`, `picture-extension`.
 */
export function readPattern(
  { output, photos, preset }: Pick<Options, 'output' | 'photos' | 'preset'>,
  isFolder: boolean,
): Result<NamePattern> {
  const usual = photos.length === 0 ? '{photo}' : `{photo}-${fileName(preset ?? 'dream')}`;
  if (output === null) return ok({ stem: usual, ending: null, root: '.' });
  if (!isPattern(output)) {
    const named = isFolder || (extname(output) === '' && output !== '-');
    if (named) return ok({ stem: `${output}/{folder}/${usual}`, ending: null, root: output });
    return usage(
      `-o ${output} names one file, and there may be several pictures.`,
      'Name a folder, as in -o dreams/, or a pattern, as in -o "dreams/{photo}-{seed}.png".',
    );
  }
  for (const [whole, word = ''] of output.matchAll(/\{([a-z]+)\}/gi)) {
    if (placeholders.some((each) => each === word)) continue;
    return usage(
      `-o ${output}: there is no ${whole}.${closest(word, placeholders)}`,
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

/**
 * The pattern with words in it; those that are absent stay open. A word that is empty goes with the
 * hyphen, underscore or blank before it, and the folder with the slash behind it. What is not the
 * name of a file already is made one that every file system takes.
 */
export function fillPattern(stem: string, words: Partial<NameWords>): string {
  const open = /([-_ ]?)\{([a-z]+)\}(\/?)/g;
  const filled = stem.replace(open, (whole, before: string, name: keyof NameWords, after) => {
    const word = words[name];
    if (word === undefined) return whole;
    if (word === '') return name === 'folder' ? '' : after;
    return before + (isFileName.has(name) ? word : fileName(word)) + after;
  });
  return normalize(filled);
}

const isFileName = new Set<keyof NameWords>(['photo', 'folder']);
