import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { toRows } from './evaluator.ts';

/** The positions of a layer as a weighted sample of vectors; weights sum to 1 (or are all 0). */
export interface Sample {
  /** [positions, channels] */
  readonly rows: Tensor2D;
  /** Each row of `x` [positions, any] times the weight of its position. */
  weigh(x: Tensor2D): Tensor2D;
}

export function sampleOf(activation: Tensor4D, mask: Tensor4D | null): Sample {
  const rows = toRows(activation);
  if (!mask) return { rows, weigh: (x) => tf.mul(x, 1 / rows.shape[0]) };
  const weights = tf.mul(toRows(mask), tf.divNoNan(tf.scalar(1), tf.sum(mask)));
  return { rows, weigh: (x) => tf.mul(x, weights) };
}

/**
 * Σ_p weight · x_p x_pᵀ, [channels, channels]: a Gram matrix, or of centred rows a covariance.
 * Transposed beforehand, because wasm multiplies seven times slower when told to transpose.
 */
export function secondMoment(x: Tensor2D, weigh: Sample['weigh']): Tensor2D {
  return tf.matMul(tf.transpose(x), weigh(x));
}

/** [1, channels], and the rows without it. */
export function centre({ rows, weigh }: Sample): { mean: Tensor2D; centred: Tensor2D } {
  const mean = tf.sum<Tensor2D>(weigh(rows), 0, true);
  return { mean, centred: tf.sub(rows, mean) };
}
