import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../../network/network.ts';

/** The picture in the network's range. A new tensor. */
export function intoRange(image: Tensor4D, { scale, offset }: Network['range']): Tensor4D {
  if (scale === 1 && offset === 0) return tf.clone(image);
  return tf.tidy(() => tf.add(tf.mul(image, scale), offset));
}

/** The gradient by the picture from that by the network's input, which it takes over. */
export function outOfRange(gradient: Tensor4D, { scale }: Network['range']): Tensor4D {
  if (scale === 1) return gradient;
  const scaled = tf.mul(gradient, scale);
  gradient.dispose();
  return scaled as Tensor4D;
}
