import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Kernel, only, type Shape4D } from './kernel.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';

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

export function globalPoolKernel(kind: 'max' | 'average'): Kernel {
  return kind === 'max' ? globalMax : globalAverage;
}

const globalAverage: Kernel = {
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

const globalMax: Kernel = {
  keeps: { inputs: true, output: true },
  forward: (inputs) => tf.max(only(inputs), [1, 2], true),
  backward: (cotangent, { inputs, output }) => {
    if (!output) throw new Error('Max pooling keeps its output.');
    const x = only(inputs);
    const [, height, width] = x.shape;
    const window = { strides: [1, 1], dilation: [1, 1], padding: 'valid' } as const;
    return [maxPoolGradient(cotangent, x, output, { size: [height, width], ...window })];
  },
  dispose: () => {},
};
