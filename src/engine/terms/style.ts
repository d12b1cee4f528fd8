import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Evaluator, toRows } from './evaluator.ts';

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
 * Positions whose products are added one after the other. The sum is then right to 1e-4; of 4
 * million it would be off by 0.15 %, of 8 million by up to 0.9 %, on wasm and in float32.
 */
const mostPositions = 2 ** 18;

/**
 * Σ_p weight · x_p x_pᵀ, [channels, channels]: a Gram matrix, or of centred rows a covariance.
 * Transposed beforehand, because wasm multiplies seven times slower when told to transpose.
 */
export function secondMoment(x: Tensor2D, weigh: Sample['weigh']): Tensor2D {
  const [count, channels] = x.shape;
  const weighed = weigh(x);
  if (count <= mostPositions) return tf.matMul(tf.transpose(x), weighed);
  const blocks = Math.ceil(count / mostPositions);
  const length = Math.ceil(count / blocks);
  const inBlocks = (rows: Tensor2D): Tensor3D => {
    const rest = blocks * length - count;
    const filled =
      rest > 0
        ? tf.pad2d(rows, [
            [0, rest],
            [0, 0],
          ])
        : rows;
    return tf.reshape(filled, [blocks, length, channels]);
  };
  const columns = tf.transpose(inBlocks(x), [0, 2, 1]);
  return tf.sum(tf.matMul(columns, inBlocks(weighed)), 0);
}

/** [1, channels], and the rows without it. */
export function centre({ rows, weigh }: Sample): { mean: Tensor2D; centred: Tensor2D } {
  const mean = tf.sum<Tensor2D>(weigh(rows), 0, true);
  return { mean, centred: tf.sub(rows, mean) };
}

/**
 * Distance of Gram matrices G = FᵀF / (h · w): mean |G - G*|, whose derivative where they agree is
 * taken as 0, or mean (G - G*)².
 * @param style [1, h, w, c]; stays the caller's.
 */
export function gramEvaluator(style: Tensor4D, statistic: 'absolute' | 'square'): Evaluator {
  const wanted = tf.keep(tf.tidy(() => gram(style, null).matrix));
  return {
    evaluate: (activation, mask) => {
      const { matrix, weighed } = gram(activation, mask);
      const difference = tf.sub<Tensor2D>(matrix, wanted);
      const absolute = statistic === 'absolute';
      const value = tf.mean(absolute ? tf.abs(difference) : tf.square(difference));
      const slope = absolute ? tf.sign(difference) : tf.mul<Tensor2D>(difference, 2);
      // Each entry of G holds a position twice, hence 2.
      const rows = tf.mul(tf.matMul(weighed, slope), -2 / matrix.size);
      return { value: value as tf.Scalar, cotangent: tf.reshape(rows, activation.shape) };
    },
    dispose: () => wanted.dispose(),
  };
}

function gram(activation: Tensor4D, mask: Tensor4D | null) {
  const { rows, weigh } = sampleOf(activation, mask);
  return { matrix: secondMoment(rows, weigh), weighed: weigh(rows) };
}

/** Added to variances, so that the deviation of a silent channel has a derivative. */
const epsilon = 1e-6;

/**
 * mean over channels of (μ - μ*)² + (σ - σ*)², σ = sqrt(variance + 1e-6).
 * @param style [1, h, w, c]; stays the caller's.
 */
export function momentsEvaluator(style: Tensor4D): Evaluator {
  const wanted = tf.tidy(() => {
    const { mean, deviation } = moments(style, null);
    return { mean: tf.keep(mean), deviation: tf.keep(deviation) };
  });
  return {
    evaluate: (activation, mask) => {
      const { mean, deviation, centred, weigh } = moments(activation, mask);
      const channels = mean.size;
      const meanOff = tf.sub<Tensor2D>(mean, wanted.mean);
      const deviationOff = tf.sub<Tensor2D>(deviation, wanted.deviation);
      const value = tf.add(tf.mean(tf.square(meanOff)), tf.mean(tf.square(deviationOff)));
      const pull = tf.add(meanOff, tf.mul(centred, tf.div(deviationOff, deviation)));
      const rows = tf.mul(weigh(pull as Tensor2D), -2 / channels);
      return { value: value as tf.Scalar, cotangent: tf.reshape(rows, activation.shape) };
    },
    dispose: () => tf.dispose([wanted.mean, wanted.deviation]),
  };
}

function moments(activation: Tensor4D, mask: Tensor4D | null) {
  const sample = sampleOf(activation, mask);
  const { mean, centred } = centre(sample);
  const variance = tf.sum<Tensor2D>(sample.weigh(tf.square(centred)), 0, true);
  const deviation = tf.sqrt<Tensor2D>(tf.add(variance, epsilon));
  return { mean, deviation, centred, weigh: sample.weigh };
}
