import type { Picture } from '../picture/picture.ts';

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

export interface Size {
  readonly width: number;
  readonly height: number;
}
