import { fail, ok, type Result } from '../../common/result.ts';
import type { Picture } from '../picture/picture.ts';
import { type OctaveOptions, octaveSizes } from './octave-sizes.ts';
import type { Octaves } from './octaves.ts';

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
