import type { Picture } from '../picture/picture.ts';
import { mapValues } from '../picture/pixels.ts';
import { resize } from '../picture/resize.ts';
import type { Octaves, Size } from './octaves.ts';

/** A detail in which nothing was added. */
export function noDetail({ width, height }: Size): Picture {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/** a + factor · b, value by value, unclipped. Same size. */
export function addScaled(a: Picture, b: Picture, factor: number): Picture {
  const data = a.data.map((value, at) => value + factor * (b.data[at] as number));
  return { width: a.width, height: a.height, data };
}

/** The same pyramid with every detail times a factor; itself at 1. */
export function withStrength(octaves: Octaves, factor: number): Octaves {
  if (factor === 1) return octaves;
  const details = octaves.details.map((detail) => mapValues(detail, (value) => factor * value));
  return { ...octaves, details };
}

/**
 * All that dreaming has added to the photo: each octave's detail times its weight, carried up to
 * the largest size. Null before the first ascent.
 */
export function totalDetail(
  { sizes, details }: Octaves,
  weights: readonly number[] = [],
): Picture | null {
  let total: Picture | null = null;
  for (const [octave, size] of sizes.entries()) {
    const carried: Picture | null = total && resize(total, size);
    const detail = details[octave];
    const weight = weights[octave] ?? 1;
    if (detail) total = addScaled(carried ?? noDetail(size), detail, weight);
    else total = carried;
  }
  return total;
}
