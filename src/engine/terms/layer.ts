import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerTerm, Measure } from '../objective/objective.ts';
import {
  type Evaluation,
  type Evaluator,
  selectionOf,
  stateless,
  total,
  weigh,
} from './evaluator.ts';

interface Formula {
  readonly of: (a: Tensor4D) => Tensor4D;
  /** Its derivative. */
  readonly slope: (a: Tensor4D) => Tensor4D;
  /** Whether the sum is divided by the number of units, masked or not. */
  readonly mean: boolean;
}

const halfSquares: Formula = {
  of: (a) => tf.mul(tf.square(a), 0.5),
  slope: (a) => a,
  mean: false,
};

const formulas: Readonly<Record<Measure, Formula>> = {
  mean: { of: (a) => a, slope: (a) => tf.onesLike(a), mean: true },
  'mean-square': { of: (a) => tf.square(a), slope: (a) => tf.mul(a, 2), mean: true },
  'mean-cube': {
    of: (a) => tf.mul(tf.square(a), a),
    slope: (a) => tf.mul(tf.square(a), 3),
    mean: true,
  },
  'half-sum-of-squares': halfSquares,
  'l2-norm': halfSquares,
};

/**
 * How strongly a layer responds. With a mask, units count by it, and means still divide by all
 * units, so that a mask does not change the pull on what it shows.
 */
export function layerEvaluator({ measure, channels }: LayerTerm): Evaluator {
  return stateless((activation, mask) => {
    const [, height, width, count] = activation.shape;
    const selection = channels ? selectionOf(channels, count) : null;
    const pick = (x: Tensor4D): Tensor4D =>
      weigh(selection ? tf.mul<Tensor4D>(x, selection) : x, mask);
    const { of, slope, mean } = formulas[measure];
    const share = mean ? 1 / (height * width * (channels ? new Set(channels).size : count)) : 1;
    const evaluation = {
      value: tf.mul<tf.Scalar>(total(pick(of(activation))), share),
      cotangent: tf.mul<Tensor4D>(pick(slope(activation)), share),
    };
    return measure === 'l2-norm' ? rootOf(evaluation) : evaluation;
  });
}

/** From ½Σa² to sqrt(Σa²), whose cotangent at 0 is taken as 0. */
function rootOf({ value, cotangent }: Evaluation): Evaluation {
  const norm = tf.sqrt(tf.mul<tf.Scalar>(value, 2));
  return {
    value: norm,
    cotangent: tf.mul<Tensor4D>(cotangent, tf.divNoNan(tf.scalar(1), norm)),
  };
}
