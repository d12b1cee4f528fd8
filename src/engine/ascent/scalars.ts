import type { Scalar } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { readNumbers } from '../tensors/read.ts';

/** Reads all of them in one go, which costs a GPU one wait instead of many. They stay as they are. */
export async function readScalars(scalars: readonly Scalar[]): Promise<readonly number[]> {
  if (scalars.length === 0) return [];
  const packed = tf.stack([...scalars]);
  try {
    return [...(await readNumbers(packed))];
  } finally {
    packed.dispose();
  }
}
