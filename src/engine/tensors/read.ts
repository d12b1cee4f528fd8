import type { Tensor } from '@tensorflow/tfjs-core';
import { abandonReads, isContextLost, isOnGpu } from '../backend/context.ts';

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
