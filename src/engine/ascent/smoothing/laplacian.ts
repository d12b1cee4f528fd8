import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { handOn } from '../../tensors/dispose-input.ts';
import { meanMagnitude } from '../normalise.ts';
import { mergeBands, splitBands } from './pyramid.ts';

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
    scaled.dispose();
    const weighed = bands.map((band, index) => {
      const gain = gains[Math.min(index, gains.length - 1)] ?? 1;
      return handOn(band, (raw) => timesOverRms(raw, gain));
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
