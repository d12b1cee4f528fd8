import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** [1, 1, 1, count]: 1 for the channels named, 0 for all others. */
export function selectionOf(channels: readonly number[], count: number): Tensor4D {
  const named = new Set(channels);
  const selected = Float32Array.from({ length: count }, (_, c) => (named.has(c) ? 1 : 0));
  return tf.tensor4d(selected, [1, 1, 1, count]);
}
