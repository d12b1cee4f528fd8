import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { OptimiserState } from './state.ts';

const epsilon = 1e-8;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), as an ascent: running means of the gradient over those of
 * its square, both corrected for their start at 0. About 1 for a steady gradient of any size, less
 * where it keeps changing its sign.
 */
export function createAdam(beta1: number, beta2: number): OptimiserState {
  let means: readonly Tensor[] = [];
  let squares: readonly Tensor[] = [];
  let step = 0;
  return {
    directions(gradients) {
      step++;
      means = follow(means, gradients, beta1);
      squares = follow(squares, gradients.map(tf.square), beta2);
      return means.map((mean, at) => {
        const unbiasedMean = tf.div(mean, 1 - beta1 ** step);
        const unbiasedSquare = tf.div(squares[at] as Tensor, 1 - beta2 ** step);
        return tf.div(unbiasedMean, tf.add(tf.sqrt(unbiasedSquare), epsilon));
      });
    },
    dispose() {
      tf.dispose([...means, ...squares]);
    },
  };
}

/** beta · before + (1 - beta) · now; frees `before`. The result outlives the tidy. */
function follow(before: readonly Tensor[], now: readonly Tensor[], beta: number): Tensor[] {
  const after = now.map((value, at) => {
    const share = tf.mul(value, 1 - beta);
    const past = before[at];
    return tf.keep(past ? tf.add(tf.mul(past, beta), share) : share);
  });
  tf.dispose([...before]);
  return after;
}
