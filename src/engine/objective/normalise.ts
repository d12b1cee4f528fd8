import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The cotangent over its mean magnitude (crowsonkb/style_transfer, `num_utils.normalize`), so that
 * weights of different layers and terms are comparable. A cotangent of zeros stays one. A new
 * tensor.
 */
export function normaliseCotangent(cotangent: Tensor4D): Tensor4D {
  return tf.tidy(() =>
    tf.mul<Tensor4D>(cotangent, tf.divNoNan(tf.scalar(1), tf.mean(tf.abs(cotangent)))),
  );
}
