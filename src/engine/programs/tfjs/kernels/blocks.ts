import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { BlockOperation } from '../../../network/ir.ts';
import { type Kernel, only, type Shape4D } from './kernel.ts';

const nothing = { inputs: false, output: false };

type Order = BlockOperation<string>['order'];

export function depthToSpaceKernel({ block, order }: BlockOperation<string>): Kernel {
  return {
    keeps: nothing,
    forward: (inputs) => tf.tidy(() => spread(only(inputs), block, order)),
    backward: (cotangent) => [tf.tidy(() => gather(cotangent, block, order))],
    dispose: () => {},
  };
}

export function spaceToDepthKernel({ block, order }: BlockOperation<string>): Kernel {
  return {
    keeps: nothing,
    forward: (inputs) => tf.tidy(() => gather(only(inputs), block, order)),
    backward: (cotangent, { inputShapes }) => [
      tf.tidy(() => withRest(spread(cotangent, block, order), only(inputShapes))),
    ],
    dispose: () => {},
  };
}

/** From the channels of a pixel to a block of pixels. */
function spread(x: Tensor4D, block: number, order: Order): Tensor4D {
  const [, height, width, depth] = x.shape;
  const channels = depth / block ** 2;
  const apart: Tensor =
    order === 'DCR'
      ? tf.transpose(tf.reshape(x, [height, width, block, block, channels]), [0, 2, 1, 3, 4])
      : tf.transpose(tf.reshape(x, [height, width, channels, block, block]), [0, 3, 1, 4, 2]);
  return tf.reshape(apart, [1, height * block, width * block, channels]);
}

/** From a block of pixels to the channels of one; what is left over at the end is left out. */
function gather(x: Tensor4D, block: number, order: Order): Tensor4D {
  const [, , , channels] = x.shape;
  const [height, width] = [Math.floor(x.shape[1] / block), Math.floor(x.shape[2] / block)];
  const whole = tf.slice4d(x, [0, 0, 0, 0], [1, height * block, width * block, channels]);
  const blocks = tf.reshape(whole, [height, block, width, block, channels]);
  const together = tf.transpose(blocks, order === 'DCR' ? [0, 2, 1, 3, 4] : [0, 2, 4, 1, 3]);
  return tf.reshape(together, [1, height, width, channels * block ** 2]);
}

function withRest(x: Tensor4D, [, height, width]: Shape4D): Tensor4D {
  return tf.pad4d(x, [
    [0, 0],
    [0, height - x.shape[1]],
    [0, width - x.shape[2]],
    [0, 0],
  ]);
}
