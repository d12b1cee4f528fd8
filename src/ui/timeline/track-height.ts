import type { Track } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';

/** Where a number stands between the least and the largest of its track, from 0 at the bottom to 1. */
export function heightOf({ keys }: Pick<Track, 'keys'>, value: Json): number {
  const numbers = keys.flatMap((key) => (typeof key.value === 'number' ? key.value : []));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return typeof value === 'number' && high > low ? (value - low) / (high - low) : 0.5;
}
