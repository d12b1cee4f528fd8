import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { disposeInput, meanMagnitude } from '../tensors/arithmetic.ts';
import { mergeBands, splitBands } from './laplacian-pyramid.ts';
import type { Smoothing } from './options.ts';

/** The gradient smoothed as the options say; itself where they say nothing. */
export function smooth(gradient: Tensor4D, smoothing: Smoothing): Tensor4D {
  switch (smoothing.kind) {
    case 'none':
      return gradient;
    case 'laplacian':
      return smoothLaplacian(gradient, smoothing.levels, smoothing.gains);
    case 'gaussian':
      return smoothGaussian(gradient, smoothing.sigma);
  }
}

/**
 * Spends the effort evenly over scales: splits the gradient into bands, divides each by its RMS,
 * and merges them, each times its gain (fine to coarse, residual last; the last gain serves the
 * bands after it). `lap_normalize` of TensorFlow's DeepDream notebook, with gains.
 */
export function smoothLaplacian(
  gradient: Tensor4D,
  levels: number,
  gains: readonly number[],
): Tensor4D {
  return tf.tidy(() => {
    const scaled = tf.div(gradient, tf.add(meanMagnitude(gradient), 1e-18)) as Tensor4D;
    const bands = splitBands(scaled, levels);
    const weighed = bands.map((band, index) => {
      const gain = gains[Math.min(index, gains.length - 1)] ?? 1;
      return disposeInput(band, (raw) => timesOverRms(raw, gain));
    });
    return mergeBands(weighed);
  });
}

function timesOverRms(band: Tensor4D, gain: number): Tensor4D {
  return tf.tidy(() => {
    const rms = tf.sqrt(tf.mean(tf.square(band)));
    return tf.mul<Tensor4D>(band, tf.div(gain, tf.add(rms, 1e-6)));
  });
}

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
