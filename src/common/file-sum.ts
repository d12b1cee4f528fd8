import { sha256 } from './sha256.ts';

/** Files up to this size are known by the SHA-256 of all their bytes. */
export const wholeUpTo = 2 ** 24;
/** How much of a larger one is looked at in each place, and in how many places. */
const sampleLength = 512;
const samples = 2048;
/** How much at its beginning and its end. */
const endLength = 2 ** 20;

export interface ByteRange {
  readonly begin: number;
  readonly end: number;
}

/**
 * What stands for a large file where a graph or picture names it: SHA-256 over its size in decimal
 * digits and these bytes (docs/decisions/017-a-large-file-is-sampled.md).
 */
export function rangesOfSum(size: number): readonly ByteRange[] {
  const distance = (size - sampleLength) / samples;
  return [
    { begin: 0, end: endLength },
    { begin: size - endLength, end: size },
    ...Array.from({ length: samples }, (_, at) => {
      const begin = Math.floor(at * distance);
      return { begin, end: begin + sampleLength };
    }),
  ];
}

/** What graphs and pictures know a file by, in a browser. */
export function sumOfBlob(blob: Blob): Promise<string> {
  if (blob.size <= wholeUpTo) return sha256(blob);
  const pieces = rangesOfSum(blob.size).map(({ begin, end }) => blob.slice(begin, end));
  return sha256(new Blob([`${blob.size}`, ...pieces]));
}

/** Whether this is the file of that sum, or of that SHA-256 over all of it. */
export async function blobHasSum(blob: Blob, expected: string): Promise<boolean> {
  if ((await sumOfBlob(blob)) === expected) return true;
  return blob.size > wholeUpTo && (await sha256(blob)) === expected;
}
