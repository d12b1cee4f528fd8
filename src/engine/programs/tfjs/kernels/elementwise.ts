import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { IrNode } from '../../../network/ir.ts';
import type { Kernel, Shape4D } from './kernel.ts';
import { only } from './kernel.ts';

/** A map per channel, x · scale + offset: batch normalisation that had no convolution to go into. */
export function affineKernel({ scale, offset }: Extract<IrNode, { op: 'affine' }>): Kernel {
  const factors = tf.tensor1d(scale.load());
  const shifts = tf.tensor1d(offset.load());
  return {
    keeps: { inputs: false, output: false },
    forward: (inputs) => tf.tidy(() => tf.add(tf.mul(only(inputs), factors), shifts) as Tensor4D),
    backward: (cotangent) => [tf.mul(cotangent, factors)],
    dispose: () => tf.dispose([factors, shifts]),
  };
}

export const addKernel: Kernel = {
  keeps: { inputs: false, output: false },
  forward: (inputs) => tf.tidy(() => inputs.reduce((sum, x) => tf.add(sum, x))),
  backward: (cotangent, { inputShapes }) =>
    inputShapes.map((shape) => tf.tidy(() => sumTo(cotangent, shape))),
  dispose: () => {},
};

/** Products, as in squeeze-and-excitation: a 1x1 factor is spread over the picture. */
export const multiplyKernel: Kernel = {
  keeps: { inputs: true, output: false },
  forward: (inputs) => tf.tidy(() => inputs.reduce((product, x) => tf.mul(product, x))),
  backward: (cotangent, { inputs, inputShapes }) =>
    inputShapes.map((shape, index) =>
      tf.tidy(() => {
        const others = inputs.filter((_, i) => i !== index);
        return sumTo(
          others.reduce((product, x) => tf.mul(product, x), cotangent),
          shape,
        );
      }),
    ),
  dispose: () => {},
};

/** Of two; where they are alike, the cotangent goes to the first. */
export const maximumKernel: Kernel = {
  keeps: { inputs: true, output: false },
  forward: (inputs) => tf.tidy(() => inputs.reduce((most, x) => tf.maximum(most, x))),
  backward: (cotangent, { inputs, inputShapes }) => {
    const [a, b] = inputs as [Tensor4D, Tensor4D];
    return inputShapes.map((shape, index) =>
      tf.tidy(() => {
        const isFirst = tf.cast(tf.greaterEqual(a, b), 'float32');
        return sumTo(tf.mul(cotangent, index === 0 ? isFirst : tf.sub(1, isFirst)), shape);
      }),
    );
  },
  dispose: () => {},
};

/** Sums over the axes along which the input was spread. A new tensor. */
function sumTo(x: Tensor4D, shape: Shape4D): Tensor4D {
  const axes = [1, 2, 3].filter((axis) => shape[axis] === 1 && x.shape[axis] !== 1);
  return axes.length === 0 ? tf.clone(x) : tf.sum(x, axes, true);
}
