import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Smoothing } from '../options.ts';
import { smoothGaussian } from './gaussian.ts';
import { smoothLaplacian } from './laplacian.ts';

/** The gradient smoothed as the options say; itself where they say nothing. */
export function smooth(gradient: Tensor4D, smoothing: Smoothing): Tensor4D {
  switch (smoothing.kind) {
    case 'none':
      return gradient;
    case 'laplacian':
      return smoothLaplacian(gradient, smoothing.levels, smoothing.gains);
    case 'gaussian':
      return smoothGaussian(gradient, smoothing.sigma);
  }
}
