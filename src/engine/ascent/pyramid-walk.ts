import type { Picture, Size } from '../picture/picture.ts';
import { clip, mapValues } from '../picture/picture.ts';
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
}

/** The sum; of a large picture it takes a second, and there may be nothing to add. */
function plus(picture: Picture, detail: Picture | null): Picture {
  return detail ? addScaled(picture, detail, 1) : picture;
}

/**
 * With `carry: 'picture'` an octave starts from the enlarged picture of the one before, unless an
 * earlier ascent has left details to go on from.
 */
export function walkPyramid(octaves: Octaves, carry: AscentOptions['carry']): PyramidWalk {
  const { photo, sizes } = octaves;
  const details: Picture[] = [...octaves.details];
  const isFirstAscent = octaves.details.length === 0;
  let octave = 0;
  /** What all octaves before this one added, at the size of the last of them. */
  let total: Picture | null = null;
  let previous: Picture | null = null;
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
      return { base, start: mapValues(start, clip) };
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
    octaves() {
      const all = sizes.map((size, at) => details[at] ?? noDetail(size));
      return { photo, sizes, details: all };
    },
  };
}
