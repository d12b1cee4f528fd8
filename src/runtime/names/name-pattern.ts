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

export const placeholders: readonly (keyof NameWords)[] = [
  ...(['photo', 'folder', 'preset', 'layer', 'seed', 'variant'] as const),
];

export function isPattern(name: string): boolean {
  return /\{[a-z]+\}/i.test(name);
}

/** What stands in braces and means nothing: "{foto}". */
export function unknownPlaceholder(name: string): string | undefined {
  for (const [whole, word = ''] of name.matchAll(/\{([a-z]+)\}/gi)) {
    if (!placeholders.some((each) => each === word)) return whole;
  }
  return undefined;
}

/**
 * The name that Save Image gives the pictures of several photos: a pattern as it is typed, and of
 * another name one that tells the photos apart.
 */
export function patternOf(name: string): string {
  return isPattern(name) ? name : `{photo}-${fileName(name)}`;
}

/**
 * The pattern with words in it; those that are absent stay open. A word that is empty goes with the
 * hyphen, underscore or blank before it, and the folder with the slash behind it. What is not the
 * name of a file already is made one that every file system takes.
 */
export function fillPattern(stem: string, words: Partial<NameWords>): string {
  const open = /([-_ ]?)\{([a-z]+)\}(\/?)/g;
  return stem.replace(open, (whole, before: string, name: keyof NameWords, after) => {
    const word = words[name];
    if (word === undefined) return whole;
    if (word === '') return name === 'folder' ? '' : after;
    return before + (isFileName.has(name) ? word : fileName(word)) + after;
  });
}

const isFileName = new Set<keyof NameWords>(['photo', 'folder']);

const longestName = 80;

/** Only characters that every file system accepts. */
export function fileName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '');
  return plain.slice(0, longestName) || 'dream';
}

/** The name of a file without its ending, with room for what is added: file systems take 255 bytes. */
export function stemOf(file: string): string {
  const stem = file.replace(/(?<=.)\.[^.]*$/, '');
  let end = stem.length;
  while (new TextEncoder().encode(stem.slice(0, end)).length > longestStem) end--;
  return stem.slice(0, end);
}

const longestStem = 150;
