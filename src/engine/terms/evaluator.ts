import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { View } from './view.ts';

export interface Evaluation {
  readonly value: Scalar;
  /** d(sign · value)/d(activation), a tensor of its own. */
  readonly cotangent: Tensor4D;
}

/**
 * A term's formula with its targets. `evaluate` is called inside a `tidy`; what outlives the call
 * is kept.
 */
export interface Evaluator {
  /**
   * @param activation [1, h, w, c]
   * @param mask how much each position counts, [1, h, w, 1]; null: all the same.
   */
  evaluate(activation: Tensor4D, mask: Tensor4D | null, view: View): Evaluation;
  dispose(): void;
}

/** An evaluator without targets on the backend. */
export function stateless(evaluate: Evaluator['evaluate']): Evaluator {
  return { evaluate, dispose: () => {} };
}

/** Positions as rows: [1, h, w, c] to [h · w, c]. */
export function toRows(x: Tensor4D): Tensor2D {
  const [, h, w, c] = x.shape;
  return tf.reshape(x, [h * w, c]) as Tensor2D;
}

/** `x`, or `x` times the mask. */
export function weigh<T extends Tensor4D>(x: T, mask: Tensor4D | null): T {
  return mask ? tf.mul<T>(x, mask) : x;
}

export function total(x: tf.Tensor): Scalar {
  return tf.sum<Scalar>(x);
}

/** [1, 1, 1, count]: 1 for the channels named, 0 for all others. */
export function selectionOf(channels: readonly number[], count: number): Tensor4D {
  const named = new Set(channels);
  const selected = Float32Array.from({ length: count }, (_, c) => (named.has(c) ? 1 : 0));
  return tf.tensor4d(selected, [1, 1, 1, count]);
}
