import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Circular shift of a picture [1, H, W, C] by whole pixels down and right (numpy.roll); what leaves
 * at one edge comes in at the other. A new tensor.
 */
export function roll(image: Tensor4D, [down, right]: readonly [number, number]): Tensor4D {
  return tf.tidy(() => rollAxis(rollAxis(tf.clone(image), 1, down), 2, right));
}

function rollAxis(image: Tensor4D, axis: 1 | 2, by: number): Tensor4D {
  const length = image.shape[axis];
  const shift = ((by % length) + length) % length;
  if (shift === 0) return image;
  const [first, second] = tf.split(image, [length - shift, shift], axis) as [Tensor4D, Tensor4D];
  return tf.concat([second, first], axis);
}
