import type { Size } from './octaves.ts';

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
