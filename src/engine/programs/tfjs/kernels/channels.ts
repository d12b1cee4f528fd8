import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { inverseOf } from '../../../network/operation-shapes.ts';
import { type Kernel, only } from './kernel.ts';

const nothing = { inputs: false, output: false };

/** Channel c of the output is channel order[c] of the input. */
export function permuteChannelsKernel(order: readonly number[]): Kernel {
  const forth = tf.tensor1d([...order], 'int32');
  const back = tf.tensor1d([...inverseOf(order)], 'int32');
  return {
    keeps: nothing,
    forward: (inputs) => tf.gather(only(inputs), forth, 3),
    backward: (cotangent) => [tf.gather(cotangent, back, 3)],
    dispose: () => tf.dispose([forth, back]),
  };
}

export const channelMeanKernel: Kernel = {
  keeps: nothing,
  forward: (inputs) => tf.mean(only(inputs), 3, true),
  backward: (cotangent, { inputShapes }) => {
    const channels = only(inputShapes)[3];
    return [tf.tidy(() => tf.tile(tf.div(cotangent, channels), [1, 1, 1, channels]) as Tensor4D)];
  },
  dispose: () => {},
};

/** The cotangent goes to the first of the largest channels. */
export const channelMaxKernel: Kernel = {
  keeps: { inputs: true, output: false },
  forward: (inputs) => tf.max(only(inputs), 3, true),
  backward: (cotangent, { inputs }) => [
    tf.tidy(() => {
      const x = only(inputs);
      const channels = x.shape[3];
      if (channels === 1) return tf.clone(cotangent);
      return tf.mul(tf.oneHot(tf.argMax(x, 3), channels), cotangent) as Tensor4D;
    }),
  ],
  dispose: () => {},
};
