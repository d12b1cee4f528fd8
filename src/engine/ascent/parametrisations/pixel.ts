import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ParametrisationMap } from './map.ts';

/** Each value of each pixel is a parameter. */
export const pixelParametrisation: ParametrisationMap = {
  pullBack: (gradient) => [gradient],
  synthesise: ([change]) => change as Tensor4D,
  dispose: () => {},
};
