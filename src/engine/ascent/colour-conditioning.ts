import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { CONDITION_COLOUR, LUMA } from '../picture/colour.ts';
import { type Matrix3, transpose } from '../picture/matrix3.ts';

/** Every pixel's colour, as a column vector, times the matrix. [1, H, W, 3] to the same. */
export function multiplyColour(image: Tensor4D, matrix: Matrix3): Tensor4D {
  return tf.tidy(() => {
    // A convolution of one pixel is several times faster than a product with millions of rows.
    const filter = tf.tensor4d([...transpose(matrix)], [1, 1, 3, 3]);
    return tf.conv2d(image, filter, 1, 'same');
  });
}

/**
 * amount · C·Cᵀ·g + (1 - amount) · g per pixel, with C of Lucid: the change that an ascent in
 * decorrelated colour would make. Colours then move together as they do in photographs, and the
 * photo keeps its palette.
 */
export function conditionColour(gradient: Tensor4D, amount: number): Tensor4D {
  if (amount === 0) return gradient;
  const mixed = CONDITION_COLOUR.map(
    (value, at) => amount * value + (at % 4 === 0 ? 1 - amount : 0),
  );
  return multiplyColour(gradient, mixed as unknown as Matrix3);
}

const TO_GREY: Matrix3 = [...LUMA, ...LUMA, ...LUMA];

/** The same change for red, green and blue: that of the luma. Applied twice it does no more. */
export function onlyLuminance(change: Tensor4D): Tensor4D {
  return multiplyColour(change, TO_GREY);
}
