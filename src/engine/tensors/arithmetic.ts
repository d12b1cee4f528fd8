import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { throwIfInterrupted } from './interrupt.ts';

/**
 * The result of a stage, whose input is freed unless it is the result itself. A tidy alone would
 * keep what every stage made until the last one ends: gigabytes, for large pictures. Call it inside a
 * tidy: a stage may be interrupted.
 */
export function disposeInput<In extends Tensor, Out extends Tensor>(
  input: In,
  stage: (input: In) => Out,
): Out {
  throwIfInterrupted();
  const output = stage(input);
  if (output.id !== input.id) input.dispose();
  return output;
}

/** The sum of two tensors, which it takes over; the second where there is no first. */
export function addInto<T extends Tensor>(sum: T | null, addend: T): T {
  if (sum === null) return addend;
  const both = tf.add<T>(sum, addend);
  tf.dispose([sum, addend]);
  return both;
}

/** mean|x| over all elements. */
export function meanMagnitude(tensor: tf.Tensor): Scalar {
  return tf.tidy(() => tf.mean(tf.abs(tensor)) as Scalar);
}
