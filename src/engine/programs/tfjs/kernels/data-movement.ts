import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Margins } from '../../../network/ir.ts';
import { type Kernel, only, type Shape4D } from './kernel.ts';

const nothing = { inputs: false, output: false };

export const concatKernel: Kernel = {
  keeps: nothing,
  forward: (inputs) => tf.concat([...inputs], 3),
  backward: (cotangent, { inputShapes }) => {
    let begin = 0;
    return inputShapes.map((shape) => {
      const part = sliceChannels(cotangent, begin, shape[3]);
      begin += shape[3];
      return part;
    });
  },
  dispose: () => {},
};

function sliceChannels(x: Tensor4D, begin: number, size: number): Tensor4D {
  return tf.slice4d(x, [0, 0, 0, begin], [1, x.shape[1], x.shape[2], size]);
}

export function padKernel({ top, bottom, left, right }: Margins): Kernel {
  return {
    keeps: nothing,
    forward: (inputs) =>
      tf.pad4d(only(inputs), [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]),
    backward: (cotangent, { inputShapes }) => [window(cotangent, top, left, only(inputShapes))],
    dispose: () => {},
  };
}

export function cropKernel({ top, bottom, left, right }: Margins): Kernel {
  return {
    keeps: nothing,
    forward: (inputs) => {
      const x = only(inputs);
      const [, height, width, channels] = x.shape;
      return window(x, top, left, [1, height - top - bottom, width - left - right, channels]);
    },
    backward: (cotangent) => [
      tf.pad4d(cotangent, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]),
    ],
    dispose: () => {},
  };
}

function window(
  x: Tensor4D,
  top: number,
  left: number,
  [, height, width, channels]: Shape4D,
): Tensor4D {
  return tf.slice4d(x, [0, top, left, 0], [1, height, width, channels]);
}

/** Flatten and Reshape: the same numbers under another shape. */
export function reshapeKernel(shapeOf: (input: Shape4D) => Shape4D): Kernel {
  return {
    keeps: nothing,
    forward: (inputs) => {
      const x = only(inputs);
      return tf.reshape(x, [...shapeOf(x.shape)]);
    },
    backward: (cotangent, { inputShapes }) => [tf.reshape(cotangent, [...only(inputShapes)])],
    dispose: () => {},
  };
}

export const globalAverageKernel: Kernel = {
  keeps: nothing,
  forward: (inputs) => tf.mean(only(inputs), [1, 2], true),
  backward: (cotangent, { inputShapes }) => {
    const [, height, width] = only(inputShapes);
    return [
      tf.tidy(() => tf.tile(tf.div(cotangent, height * width), [1, height, width, 1]) as Tensor4D),
    ];
  },
  dispose: () => {},
};
