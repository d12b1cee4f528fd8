import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Mean of the gradient blurred by Gaussians of σ/2, σ and 2σ pixels; edges are mirrored. */
export function smoothGaussian(gradient: Tensor4D, sigma: number): Tensor4D {
  if (sigma <= 0) return tf.clone(gradient);
  return tf.tidy(() => {
    const blurred = [sigma / 2, sigma, 2 * sigma].map((deviation) => blur(gradient, deviation));
    return tf.div(tf.addN(blurred), blurred.length);
  });
}

function blur(image: Tensor4D, sigma: number): Tensor4D {
  return blurAxis(blurAxis(image, 1, sigma), 2, sigma);
}

function blurAxis(image: Tensor4D, axis: 1 | 2, sigma: number): Tensor4D {
  const radius = Math.min(Math.ceil(3 * sigma), image.shape[axis]);
  const margin: [number, number] = [radius, radius];
  const rows: [number, number] = axis === 1 ? margin : [0, 0];
  const columns: [number, number] = axis === 2 ? margin : [0, 0];
  const wide = tf.mirrorPad(image, [[0, 0], rows, columns, [0, 0]], 'symmetric');
  return tf.depthwiseConv2d(wide, gaussianFilter(axis, sigma, radius, image.shape[3]), 1, 'valid');
}

function gaussianFilter(axis: 1 | 2, sigma: number, radius: number, channels: number): Tensor4D {
  const taps = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = taps.reduce((a, b) => a + b, 0);
  const values = taps.flatMap((tap) => new Array<number>(channels).fill(tap / sum));
  const size: [number, number] = axis === 1 ? [taps.length, 1] : [1, taps.length];
  return tf.tensor4d(values, [...size, channels, 1]);
}
