import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Pair } from '../../../network/ir.ts';
import type { Correlator } from './correlator.ts';
import { fitsWinograd, winogradCorrelator } from './webgl-winograd.ts';

/**
 * The fastest way that the current backend has.
 * @param filter [kh, kw, inputs, outputs]; taken over.
 */
export function makeCorrelator(filter: Tensor4D, strides: Pair, dilation: Pair): Correlator {
  const webgl = tf.getBackend() === 'webgl';
  if (webgl && fitsWinograd(filter.shape, strides, dilation)) return winogradCorrelator(filter);
  return plainCorrelator(filter, strides, dilation);
}

/**
 * The kernel itself, without what `tf.fused.conv2d` checks and keeps for gradients of its own: at
 * 64x48 that is a tenth of a step.
 */
function plainCorrelator(filter: Tensor4D, strides: Pair, dilation: Pair): Correlator {
  return {
    run: (x, { pad, bias, activation }) =>
      tf.engine().runKernel(tf.FusedConv2D, bias ? { x, filter, bias } : { x, filter }, {
        ...{ pad, activation, dataFormat: 'NHWC' },
        strides: [...strides],
        dilations: [...dilation],
      }),
    dispose: () => tf.dispose(filter),
  };
}
