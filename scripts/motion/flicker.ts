import type { Motion } from '../../src/engine/motion/motion.ts';
import { warp } from '../../src/engine/motion/warp.ts';
import type { Picture } from '../../src/engine/picture/picture.ts';
import type { MovingClip } from './moving-clip.ts';

/**
 * Mean absolute difference between each frame and the one before, moved along the clip's true motion,
 * where what is seen was seen before: what changes though nothing in the world does.
 */
export function flicker(film: readonly Picture[], clip: MovingClip, first = 0): number {
  const steps = film.slice(1).map((now, at) => {
    const { seen, ...truth } = clip.motion(first + at + 1);
    const motion: Motion = { ...truth, consistency: seen };
    const moved = warp(film[at] as Picture, motion, { feather: 0 });
    return meanDifference(moved.image, now, moved.mask.data);
  });
  return mean(steps);
}

/** Mean absolute difference of two films. */
export function distance(film: readonly Picture[], other: readonly Picture[]): number {
  return mean(film.map((picture, at) => meanDifference(picture, other[at] as Picture)));
}

/** The film with its difference to the clip scaled, frame by frame, to a mean of `wanted`. */
export function atStrength(
  film: readonly Picture[],
  clip: readonly Picture[],
  wanted: number,
): readonly Picture[] {
  const factor = wanted / distance(film, clip);
  return film.map((picture, at) => {
    const photo = clip[at] as Picture;
    const data = picture.data.map((value, i) => {
      const below = photo.data[i] as number;
      return Math.min(Math.max(below + factor * (value - below), 0), 1);
    });
    return { ...picture, data };
  });
}

function meanDifference(a: Picture, b: Picture, weights?: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (let at = 0; at < a.data.length; at++) {
    const weight = weights ? (weights[Math.floor(at / 3)] as number) : 1;
    sum += weight * Math.abs((a.data[at] as number) - (b.data[at] as number));
    total += weight;
  }
  return sum / total;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
