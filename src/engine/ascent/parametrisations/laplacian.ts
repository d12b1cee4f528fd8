import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { enlarge, shrink } from '../smoothing/pyramid.ts';
import type { ParametrisationMap } from './map.ts';

/** A band this small is as coarse as is of use. */
const smallestSide = 8;

/**
 * A sum of pictures, each half as large as the one before and counting gain^k: one step of Adam then
 * moves broad forms as easily as single pixels, which keeps style transfer calm.
 * @param levels how many pictures, the full-size one included; fewer for small pictures.
 */
export function laplacianParametrisation(levels: number, gain: number): ParametrisationMap {
  return {
    pullBack(gradient) {
      const bands = [gradient];
      for (let level = 1; level < levels; level++) {
        const finer = bands.at(-1) as Tensor4D;
        if (Math.min(finer.shape[1], finer.shape[2]) < 2 * smallestSide) break;
        bands.push(tf.mul(shrink(finer), 4));
      }
      return bands.map((band, level) => tf.mul(band, gain ** level));
    },
    synthesise(parameters) {
      const bands = parameters.map((band, level) => tf.mul(band, gain ** level) as Tensor4D);
      return bands.reduceRight((coarse, band) =>
        tf.add(band, enlarge(coarse, band.shape[1], band.shape[2])),
      );
    },
    dispose: () => {},
  };
}
