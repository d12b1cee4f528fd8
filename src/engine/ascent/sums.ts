import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The sum of two tensors, which it takes over; the second where there is no first. */
export function addInto<T extends Tensor>(sum: T | null, addend: T): T {
  if (sum === null) return addend;
  const both = tf.add<T>(sum, addend);
  tf.dispose([sum, addend]);
  return both;
}
