import type { Mask, Picture } from './picture.ts';
import { clip } from './pixels.ts';
import { resizeMask } from './resize.ts';

/**
 * `add`: where either is (the larger of the two); `intersect`: where both are (the product);
 * `subtract`: where the first is and the second is not, a · (1 − b); `difference`: where only one
 * is, |a − b|.
 */
export type CombineMode = 'add' | 'intersect' | 'subtract' | 'difference';

export function invertMask({ width, height, data }: Mask): Mask {
  return { width, height, data: data.map((value) => 1 - value) };
}

/** The result has the size of the first mask; a second of another size is stretched to it. */
export function combineMasks(first: Mask, second: Mask, mode: CombineMode): Mask {
  const other = resizeMask(second, first).data;
  const join = COMBINE[mode];
  const { width, height } = first;
  return { width, height, data: first.data.map((value, i) => join(value, other[i] as number)) };
}

/** Grey, the mask's value in all three channels. */
export function maskToPicture({ width, height, data }: Mask): Picture {
  const grey = new Float32Array(data.length * 3);
  for (let pixel = 0; pixel < data.length; pixel++) {
    grey.fill(clip(data[pixel] as number), pixel * 3, pixel * 3 + 3);
  }
  return { width, height, data: grey };
}

const COMBINE: Readonly<Record<CombineMode, (a: number, b: number) => number>> = {
  add: Math.max,
  intersect: (a, b) => a * b,
  subtract: (a, b) => a * (1 - b),
  difference: (a, b) => Math.abs(a - b),
};
