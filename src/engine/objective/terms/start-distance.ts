import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** mean (x - x0)², and the gradient of its negative. */
export function startDistance(
  image: Tensor4D,
  start: Tensor4D,
): { value: Scalar; gradient: Tensor4D } {
  return tf.tidy(() => {
    const difference = tf.sub<Tensor4D>(image, start);
    return {
      value: tf.mean<Scalar>(tf.square(difference)),
      gradient: tf.mul<Tensor4D>(difference, -2 / image.size),
    };
  });
}
