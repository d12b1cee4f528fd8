import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Evaluator } from './evaluator.ts';
import { centre, sampleOf } from './statistics.ts';

/** Added to variances, so that the deviation of a silent channel has a derivative. */
const epsilon = 1e-6;

/**
 * mean over channels of (μ - μ*)² + (σ - σ*)², σ = sqrt(variance + 1e-6).
 * @param style [1, h, w, c]; stays the caller's.
 */
export function momentsEvaluator(style: Tensor4D): Evaluator {
  const wanted = tf.tidy(() => {
    const { mean, deviation } = moments(style, null);
    return { mean: tf.keep(mean), deviation: tf.keep(deviation) };
  });
  return {
    evaluate: (activation, mask) => {
      const { mean, deviation, centred, weigh } = moments(activation, mask);
      const channels = mean.size;
      const meanOff = tf.sub<Tensor2D>(mean, wanted.mean);
      const deviationOff = tf.sub<Tensor2D>(deviation, wanted.deviation);
      const value = tf.add(tf.mean(tf.square(meanOff)), tf.mean(tf.square(deviationOff)));
      const pull = tf.add(meanOff, tf.mul(centred, tf.div(deviationOff, deviation)));
      const rows = tf.mul(weigh(pull as Tensor2D), -2 / channels);
      return { value: value as tf.Scalar, cotangent: tf.reshape(rows, activation.shape) };
    },
    dispose: () => tf.dispose([wanted.mean, wanted.deviation]),
  };
}

function moments(activation: Tensor4D, mask: Tensor4D | null) {
  const sample = sampleOf(activation, mask);
  const { mean, centred } = centre(sample);
  const variance = tf.sum<Tensor2D>(sample.weigh(tf.square(centred)), 0, true);
  const deviation = tf.sqrt<Tensor2D>(tf.add(variance, epsilon));
  return { mean, deviation, centred, weigh: sample.weigh };
}
