import { nearest } from '../../common/nearest.ts';
import type { DocumentNode } from './document.ts';

/** What people call the node: its own label, else the title of its type, else the bare type. */
export function nodeTitle(
  node: DocumentNode,
  definition: { readonly title: string } | undefined,
): string {
  return node.label || definition?.title || node.type;
}

/** `smallestSide` and `smallest-side` become "Smallest side". */
function keyTitle(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The title of a parameter or a socket, in sentence case. */
export function partTitle(key: string, part: { readonly label?: string } | undefined): string {
  return part?.label || keyTitle(key);
}

/** The title in the middle of a sentence; abbreviations such as RGB keep their capitals. */
export function inSentence(title: string): string {
  return /^[A-Z](?![A-Z])/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** ` Closest: a, b.`, to be added to a sentence, or nothing when no candidate is near. */
export function closest(word: string, candidates: Iterable<string>): string {
  const names = nearest(word, candidates);
  return names.length === 0 ? '' : ` Closest: ${names.join(', ')}.`;
}

/** "a", "a or b", "a, b or c". */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** "1 node", "3 nodes". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
