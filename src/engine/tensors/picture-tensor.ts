import { avgPool, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import type { Mask, Picture, Size } from '../picture/picture.ts';
import { passCheckpoint } from './interrupt.ts';
import { readNumbers } from './read.ts';

/** The picture as a tensor of shape [1, height, width, 3] on the current backend. Yours to dispose. */
export function toTensor({ width, height, data }: Picture): Tensor4D {
  passCheckpoint();
  return tensor4d(data, [1, height, width, 3], 'float32');
}

/** The mask as a tensor of shape [1, height, width, 1] on the current backend. Yours to dispose. */
export function maskToTensor({ width, height, data }: Mask): Tensor4D {
  return tensor4d(data, [1, height, width, 1], 'float32');
}

/** How many times smaller a picture is made to come down to about a long side, or 1. */
export function shrinkFactor({ width, height }: Size, longSide: number): number {
  return Math.max(1, Math.floor(Math.max(width, height) / longSide));
}

/**
 * The picture of a tensor, made smaller before it is read where it is at least twice the long side:
 * means of squares of pixels. What the squares do not fill at the right and at the bottom is left out.
 */
export async function fromShrunk(tensor: Tensor4D, longSide: number): Promise<Picture> {
  const [, height, width] = tensor.shape;
  const factor = shrinkFactor({ width, height }, longSide);
  if (factor === 1) return fromTensor(tensor);
  const small = avgPool(tensor, factor, factor, 'valid');
  try {
    return await fromTensor(small);
  } finally {
    small.dispose();
  }
}

/**
 * Reads a tensor of shape [1, height, width, 3] back into main memory. Does not dispose it. The
 * data are copied, because the cpu backend hands out the tensor's own array, and transferring that
 * to another thread would empty the tensor.
 */
export async function fromTensor(tensor: Tensor4D): Promise<Picture> {
  const [batch, height, width, channels] = tensor.shape;
  if (batch !== 1 || channels !== 3) {
    throw new Error(`A picture has shape [1, height, width, 3], not [${tensor.shape.join(', ')}].`);
  }
  return { width, height, data: (await readNumbers(tensor)).slice() };
}
