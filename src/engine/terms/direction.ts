import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { DirectionTerm } from '../objective/objective.ts';
import { type Evaluator, toRows, total, weigh } from './evaluator.ts';

/** Keeps the cosine defined for vectors of length 0 (Lucid, `_dot_cossim`). */
const epsilon = 1e-4;
const leastCosine = 0.1;

/**
 * mean over positions p of (a·v) · max(0.1, cos(a, v))^k, cos = a·v / ((|a| + ε)(|v| + ε)) (Lucid,
 * `_dot_cossim`). By a, with c = cos: c^k · ((1 + k) v - k (a·v) a / (|a| (|a| + ε))) where
 * c > 0.1, and 0.1^k · v elsewhere.
 */
export function directionEvaluator({ direction, power }: DirectionTerm): Evaluator {
  const v = tf.keep(tf.tensor2d(Float32Array.from(direction), [direction.length, 1]));
  const size = Math.hypot(...direction) + epsilon;
  return {
    evaluate: (activation, mask) => {
      const [, height, width] = activation.shape;
      const rows = toRows(activation);
      const dot = tf.matMul(rows, v);
      const lengths = tf.sqrt(tf.sum(tf.square(rows), 1, true));
      const cosine = tf.div(tf.div(dot, tf.add(lengths, epsilon)), size);
      const factor = tf.pow(tf.maximum(cosine, leastCosine), power);
      const turning = tf.mul(tf.greater(cosine, leastCosine), power);
      const inward = tf.div(
        tf.mul(turning, dot),
        tf.add(tf.mul(lengths, tf.add(lengths, epsilon)), 1e-12),
      );
      const along = tf.mul(tf.add(turning, 1), tf.transpose(v));
      const byRow = tf.mul<Tensor2D>(factor, tf.sub(along, tf.mul(rows, inward)));
      const values = tf.reshape(tf.mul(dot, factor), [1, height, width, 1]) as Tensor4D;
      const cotangent = tf.reshape(byRow, activation.shape) as Tensor4D;
      const share = 1 / (height * width);
      return {
        value: tf.mul(total(weigh(values, mask)), share),
        cotangent: tf.mul(weigh(cotangent, mask), share),
      };
    },
    dispose: () => v.dispose(),
  };
}
