import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Evaluator } from './evaluator.ts';
import { sampleOf, secondMoment } from './statistics.ts';

/**
 * Distance of Gram matrices G = FᵀF / (h · w): mean |G - G*|, whose derivative where they agree is
 * taken as 0, or mean (G - G*)².
 * @param style [1, h, w, c]; stays the caller's.
 */
export function gramEvaluator(style: Tensor4D, statistic: 'absolute' | 'square'): Evaluator {
  const wanted = tf.keep(tf.tidy(() => gram(style, null).matrix));
  return {
    evaluate: (activation, mask) => {
      const { matrix, weighed } = gram(activation, mask);
      const difference = tf.sub<Tensor2D>(matrix, wanted);
      const absolute = statistic === 'absolute';
      const value = tf.mean(absolute ? tf.abs(difference) : tf.square(difference));
      const slope = absolute ? tf.sign(difference) : tf.mul<Tensor2D>(difference, 2);
      // Each entry of G holds a position twice, hence 2.
      const rows = tf.mul(tf.matMul(weighed, slope), -2 / matrix.size);
      return { value: value as tf.Scalar, cotangent: tf.reshape(rows, activation.shape) };
    },
    dispose: () => wanted.dispose(),
  };
}

function gram(activation: Tensor4D, mask: Tensor4D | null) {
  const { rows, weigh } = sampleOf(activation, mask);
  return { matrix: secondMoment(rows, weigh), weighed: weigh(rows) };
}
