import { fail, ok, type Result } from '../../common/result.ts';
import { mapValues, type Picture, type Size } from '../picture/picture.ts';
import { resize } from '../picture/resize.ts';

/**
 * A pyramid: the photo, the sizes to visit from small to large, and the detail that dreaming has
 * found at each of them so far. Octave Split makes it, Gradient Ascent adds to it, Octave Merge
 * turns it back into a picture. With no steps taken the photo comes out, exactly.
 */
export interface Octaves {
  readonly photo: Picture;
  /** Smallest first; the last is the photo's own size. */
  readonly sizes: readonly Size[];
  /**
   * What was added at each size (same order and size as `sizes`, values may be negative), without
   * what was carried up from the smaller ones. Empty before the first ascent.
   */
  readonly details: readonly Picture[];
}

/**
 * How sizes are rounded: `round` gives round(base / ratio^k); `google` divides and rounds again and
 * again (the scipy zoom of the 2015 notebook); `truncate` cuts off base / ratio^k (Keras example,
 * TensorFlow tutorial).
 */
export type SizeLaw = 'round' | 'google' | 'truncate';

export interface OctaveOptions {
  /** Octaves wanted, the picture's own size included; an integer, at least 1. */
  readonly count: number;
  /** Each octave is this much larger than the one before; above 1. */
  readonly ratio: number;
  /** Octaves with a shorter side than this many pixels are left out, the picture's own size never. */
  readonly smallestSide: number;
  readonly law: SizeLaw;
}

/** The sizes to visit, smallest first; the last is the picture's own. */
export function octaveSizes(base: Size, options: OctaveOptions): readonly Size[] {
  const { count, ratio, smallestSide, law } = options;
  const sizes: Size[] = [{ width: base.width, height: base.height }];
  for (let k = 1; k < count; k++) {
    const next = laws[law](base, sizes[0] as Size, ratio, k);
    if (Math.min(next.width, next.height) < Math.max(1, smallestSide)) break;
    sizes.unshift(next);
  }
  return sizes;
}

type Law = (base: Size, previous: Size, ratio: number, k: number) => Size;

const laws: Record<SizeLaw, Law> = {
  round: (base, _, ratio, k) => change(base, (side) => Math.round(side / ratio ** k)),
  google: (_, previous, ratio) => change(previous, (side) => Math.round(side / ratio)),
  truncate: (base, _, ratio, k) => change(base, (side) => Math.trunc(side / ratio ** k)),
};

function change({ width, height }: Size, side: (length: number) => number): Size {
  return { width: side(width), height: side(height) };
}

/**
 * A pyramid over the photo in which nothing has been dreamt yet.
 * @returns problem `octave-count` or `octave-ratio` for numbers that make no pyramid.
 */
export function splitOctaves(photo: Picture, options: OctaveOptions): Result<Octaves> {
  const { count, ratio } = options;
  if (!Number.isInteger(count) || count < 1) {
    return fail({
      code: 'octave-count',
      message: `There cannot be ${count} octaves. Choose a whole number from 1.`,
    });
  }
  if (count > 1 && !(Number.isFinite(ratio) && ratio > 1)) {
    return fail({
      code: 'octave-ratio',
      message: `The octave ratio ${ratio} makes no pyramid. Choose a number above 1, such as 1.4.`,
    });
  }
  return ok({ photo, sizes: octaveSizes(photo, options), details: [] });
}

/** A detail in which nothing was added. */
export function noDetail({ width, height }: Size): Picture {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/** a + factor · b, value by value, unclipped. Same size. */
export function addScaled(a: Picture, b: Picture, factor: number): Picture {
  const data = new Float32Array(a.data.length);
  for (let at = 0; at < data.length; at++) {
    data[at] = (a.data[at] as number) + factor * (b.data[at] as number);
  }
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
