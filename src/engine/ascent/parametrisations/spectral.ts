import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { CORRELATE } from '../../picture/colour.ts';
import { transpose } from '../../picture/matrix3.ts';
import { multiplyColour } from '../colour-conditioning.ts';
import { cosineBasis, frequencyGains } from './cosine.ts';
import type { ParametrisationMap } from './map.ts';

/**
 * Cosine coefficients (DCT-II) of decorrelated colour, as matrix products with the two cosine bases:
 * low frequencies, of which pictures are made, count most. After Lucid's `fft_image`.
 * @param power of 1/f by which the coefficients count; 1 as in Lucid, 0 for equal parts.
 */
export function spectralParametrisation(
  height: number,
  width: number,
  power: number,
): ParametrisationMap {
  const rows = tf.tensor2d(cosineBasis(height), [height, height]);
  const columns = tf.tensor2d(cosineBasis(width), [width, width]);
  const gains = tf.tensor2d(frequencyGains(height, width, power), [height, width]);
  return {
    pullBack(gradient) {
      const planes = toPlanes(multiplyColour(gradient, transpose(CORRELATE)));
      const across = timesColumns(planes, (flat) => tf.matMul(flat, columns, false, true));
      return [tf.mul(timesRows(across, rows, false), gains)];
    },
    synthesise([coefficients]) {
      const scaled = tf.mul(coefficients as Tensor3D, gains) as Tensor3D;
      const across = timesColumns(scaled, (flat) => tf.matMul(flat, columns));
      return multiplyColour(toImage(timesRows(across, rows, true)), CORRELATE);
    },
    dispose: () => tf.dispose([rows, columns, gains]),
  };
}

function toPlanes(image: Tensor4D): Tensor3D {
  return tf.transpose(tf.squeeze(image, [0]), [2, 0, 1]) as Tensor3D;
}

function toImage(planes: Tensor3D): Tensor4D {
  return tf.expandDims(tf.transpose(planes, [1, 2, 0]), 0) as Tensor4D;
}

function timesColumns(planes: Tensor3D, product: (flat: tf.Tensor2D) => tf.Tensor2D): Tensor3D {
  const [channels, height, width] = planes.shape;
  return tf.reshape(product(tf.reshape(planes, [channels * height, width])), [
    channels,
    height,
    width,
  ]);
}

/** One product per plane, because not every backend broadcasts a matrix over a batch. */
function timesRows(planes: Tensor3D, rows: tf.Tensor2D, transposed: boolean): Tensor3D {
  return tf.stack(
    tf.unstack(planes).map((plane) => tf.matMul(rows, plane as tf.Tensor2D, transposed, false)),
  ) as Tensor3D;
}
