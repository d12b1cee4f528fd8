import type { Key, Track } from '../document/document.ts';
import type { Json } from '../document/json.ts';
import type { Param } from '../params/param.ts';

/**
 * A track's value at a frame: that of the last key so far, on its way to the next one where both are
 * numbers. Before the first key it is the first one's.
 * @param frame counted from 0.
 * @param spec of the parameter: keeps the value within its range, and whole where it takes whole
 *   numbers. Parameters that are not of type `number`, such as seeds, go from key to key at once.
 */
export function valueAt({ keys }: Pick<Track, 'keys'>, frame: number, spec?: Param): Json {
  const before = keyBefore(keys, frame);
  // A document has no track without keys.
  const from = (keys[before] ?? keys[0]) as Key;
  const to = keys[before + 1];
  if (before < 0 || !to || typeof from.value !== 'number' || typeof to.value !== 'number') {
    return from.value;
  }
  if (spec && spec.type !== 'number') return from.value;
  const share = eased((frame - from.frame) / (to.frame - from.frame), from.ease ?? 'linear');
  const value = from.value + (to.value - from.value) * share;
  return spec ? fitted(value, spec) : value;
}

/** The place of the last key at or before the frame; -1: it is before all of them. */
function keyBefore(keys: readonly Key[], frame: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as Key).frame <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Cubic smoothstep: it leaves one key and reaches the next without speed. */
function eased(share: number, ease: NonNullable<Key['ease']>): number {
  if (ease === 'hold') return 0;
  return ease === 'smooth' ? share * share * (3 - 2 * share) : share;
}

function fitted(value: number, { min, max, integer }: Extract<Param, { type: 'number' }>): number {
  const near = Math.min(max, Math.max(min, value));
  // Adding 0 turns -0 into 0, which JSON would do.
  return (integer ? Math.round(near) : near) + 0;
}
