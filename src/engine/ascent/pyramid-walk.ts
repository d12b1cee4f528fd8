import type { Picture, Size } from '../picture/picture.ts';
import { clipped } from '../picture/picture.ts';
import { resize } from '../picture/resize.ts';
import type { Octaves } from './octaves.ts';
import { addScaled, noDetail } from './octaves.ts';
import type { AscentOptions } from './options.ts';

/** One octave before it is climbed. */
export interface Level {
  /** The photo at this size. */
  readonly base: Picture;
  /** Where the ascent starts. */
  readonly start: Picture;
}

/**
 * Carries the dream from the smallest octave to the largest and keeps the account of what each has
 * added: at every octave, picture = photo + what the smaller ones added + its own detail.
 */
export interface PyramidWalk {
  /** The next octave, not yet climbed. */
  level(): Level;
  /** Ends an octave with the picture it came to; null leaves it as it was. */
  finish(picture: Picture | null): void;
  /** All octaves, those not yet visited as they were. */
  octaves(): Octaves;
  /** From which another walk goes on like this one. */
  place(): WalkPlace;
}

/** Where a walk is between two octaves. */
export interface WalkPlace {
  /** The next one. */
  readonly octave: number;
  readonly details: readonly Picture[];
  /** What all octaves so far added, at the size of the last of them. */
  readonly total: Picture | null;
}

/** The sum; of a large picture it takes a second, and there may be nothing to add. */
function plus(picture: Picture, detail: Picture | null): Picture {
  return detail ? addScaled(picture, detail, 1) : picture;
}

/**
 * With `carry: 'picture'` an octave starts from the enlarged picture of the one before, unless an
 * earlier ascent has left details to go on from.
 */
export function walkPyramid(
  octaves: Octaves,
  carry: AscentOptions['carry'],
  from?: WalkPlace,
): PyramidWalk {
  const { photo, sizes } = octaves;
  const details: Picture[] = [...(from ?? octaves).details];
  const isFirstAscent = octaves.details.length === 0;
  let octave = from?.octave ?? 0;
  let total: Picture | null = from?.total ?? null;
  /** The picture that the octave before came to. */
  const before = sizes[octave - 1];
  let previous: Picture | null =
    carry === 'picture' && total && before ? addScaled(resize(photo, before), total, 1) : null;
  const sizeNow = (): Size => sizes[octave] as Size;
  const carried = (): Picture | null => total && resize(total, sizeNow());
  const own = (): Picture | null => details[octave] ?? null;

  return {
    level() {
      const base = resize(photo, sizeNow());
      const start =
        carry === 'picture' && isFirstAscent && previous
          ? resize(previous, sizeNow())
          : plus(plus(base, carried()), own());
      return { base, start: clipped(start) };
    },
    finish(picture) {
      if (picture) {
        const added = addScaled(picture, resize(photo, sizeNow()), -1);
        const before = carried();
        details[octave] = before ? addScaled(added, before, -1) : added;
        total = added;
      } else {
        details[octave] = own() ?? noDetail(sizeNow());
        total = plus(carried() ?? noDetail(sizeNow()), own());
      }
      if (carry === 'picture') previous = addScaled(resize(photo, sizeNow()), total, 1);
      octave++;
    },
    place: () => ({ octave, details: [...details], total }),
    octaves() {
      const all = sizes.map((size, at) => details[at] ?? noDetail(size));
      return { photo, sizes, details: all };
    },
  };
}
