import * as tf from '@tensorflow/tfjs-core';
import { timed } from '../measure.ts';

const [side, channels] = [64, 128];

/** GFLOP/s of the 3x3 convolution that tfjs has on wasm (XNNPACK), at a size that suits it. */
export function measureXnnpack(): () => number {
  const x = tf.randomUniform([1, side, side, channels], 0, 1, 'float32', 1) as tf.Tensor4D;
  const filter = tf.randomUniform([3, 3, channels, channels], 0, 1, 'float32', 2) as tf.Tensor4D;
  const flops = 2 * side ** 2 * channels ** 2 * 9;
  return () => flops / timed(() => tf.conv2d(x, filter, 1, 'same').dispose()) / 1e6;
}
