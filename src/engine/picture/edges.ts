/**
 * What a network sees past the edges of a picture: its other end, as on a circle, or the picture
 * mirrored, of which a margin stands around it.
 */
export type Edges = 'wrap' | 'mirror';

/** Of 16 px: with shifts of up to 32 px a border changes as much as the inside (decision 010). */
const widest = 16;

/** Pixels that are added before and after an axis of this length; at most half of it. */
export function marginOf(length: number, edges: Edges): number {
  return edges === 'wrap' ? 0 : Math.min(widest, Math.floor(length / 2));
}

/** The sample of an axis that stands at a place inside or beyond its ends, [0, length). */
export function sampleAt(place: number, length: number, edges: Edges): number {
  if (edges === 'wrap') return modulo(place, length);
  const onCircle = modulo(place, 2 * length);
  return Math.min(onCircle, 2 * length - 1 - onCircle);
}

export function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
