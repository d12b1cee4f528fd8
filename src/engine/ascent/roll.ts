import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { handOn } from '../tensors/dispose-input.ts';

/**
 * Circular shift of a picture [1, H, W, C] by whole pixels down and right (numpy.roll); what leaves
 * at one edge comes in at the other. A new tensor.
 */
export function roll(image: Tensor4D, [down, right]: readonly [number, number]): Tensor4D {
  const [, height, width, channels] = image.shape;
  return tf.tidy(() => {
    // Rows of plain numbers: copying parts of a matrix is much faster than of four dimensions.
    const rows = tf.reshape(image, [height, width * channels]) as Tensor2D;
    const lower = rollAxis(rows, 0, down);
    const shifted = handOn(lower, (matrix) => rollAxis(matrix, 1, right * channels));
    return tf.reshape(shifted, image.shape);
  });
}

function rollAxis(matrix: Tensor2D, axis: 0 | 1, by: number): Tensor2D {
  const length = matrix.shape[axis];
  const shift = ((by % length) + length) % length;
  if (shift === 0) return matrix;
  return tf.tidy(() => {
    const [first, second] = tf.split(matrix, [length - shift, shift], axis);
    return tf.concat([second as Tensor2D, first as Tensor2D], axis);
  });
}
