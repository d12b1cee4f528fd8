import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { abandonReads, isContextLost, isOnGpu } from './gpu-context.ts';

/** How often it is looked whether the GPU is still there, in milliseconds. */
const glance = 100;

/**
 * The numbers of a tensor. tfjs waits for ever for a GPU whose context is lost, so this looks.
 * @throws when the context is lost; `isContextLost` tells whoever catches it.
 */
export async function readNumbers(tensor: Tensor): Promise<Float32Array> {
  if (!isOnGpu()) return tensor.data<'float32'>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (isContextLost()) reject(new Error('The GPU context was lost.'));
    }, glance);
  });
  try {
    return await Promise.race([tensor.data<'float32'>(), lost]);
  } finally {
    clearInterval(timer);
    if (isContextLost()) abandonReads();
  }
}

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
