import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { filterSize } from '../../geometry.ts';
import type { Activation, ConvOperation } from '../../ir.ts';
import type { Kernel } from '../ops.ts';
import { activate, throughActivation } from './activation.ts';
import { inputGradient } from './input-gradient.ts';
import { only } from './only.ts';

/** Convolution with bias and activation fused; backward is a convolution too (input-gradient.ts). */
export function convKernel(operation: ConvOperation): Kernel {
  const { strides, dilation, padding, activation } = operation;
  const size = filterSize(operation.filter.shape);
  const filter = tf.tensor4d(operation.filter.load(), shape4(operation.filter.shape));
  const bias = operation.bias && tf.tensor1d(operation.bias.load());
  const flipped = flippedFilters(operation);
  return {
    keeps: { inputs: false, output: activation.kind !== 'linear' },
    forward: (inputs) =>
      withFusedActivation(activation, (fused) =>
        tf.fused.conv2d({
          x: only(inputs),
          filter,
          strides: [...strides],
          dilations: [...dilation],
          pad: padding,
          ...(bias ? { bias } : {}),
          activation: fused,
        }),
      ),
    backward: (cotangent, { inputShapes, output }) => [
      tf.tidy(() =>
        inputGradient(
          throughActivation(cotangent, output, activation),
          only(inputShapes),
          { size, strides, dilation, padding },
          (x, zeros, rows, columns) =>
            tf.conv2d(x, flipped.get(rows, columns), 1, zeros, 'NHWC', [...dilation]),
        ),
      ),
    ],
    dispose: () => {
      tf.dispose([filter, ...(bias ? [bias] : [])]);
      flipped.dispose();
    },
  };
}

type Fused = 'linear' | 'relu' | 'relu6' | 'sigmoid';

/** The activations that every backend fuses; the others follow as an operation of their own. */
export function withFusedActivation(
  activation: Activation,
  run: (fused: Fused) => Tensor4D,
): Tensor4D {
  switch (activation.kind) {
    case 'linear':
    case 'relu':
    case 'relu6':
    case 'sigmoid':
      return run(activation.kind);
    default:
      return tf.tidy(() => activate(run('linear'), activation));
  }
}

/** Filters for the backward pass, cut to the taps of a phase, in/out channels swapped. Made once. */
function flippedFilters(operation: ConvOperation) {
  const [, kw, inputs, outputs] = shape4(operation.filter.shape);
  const made = new Map<string, Tensor4D>();
  const make = (rows: readonly number[], columns: readonly number[]): Tensor4D => {
    const data = operation.filter.load();
    const cut = new Float32Array(rows.length * columns.length * inputs * outputs);
    let at = 0;
    for (const row of rows)
      for (const column of columns)
        for (let o = 0; o < outputs; o++)
          for (let i = 0; i < inputs; i++)
            cut[at++] = data[((row * kw + column) * inputs + i) * outputs + o] ?? 0;
    return tf.keep(tf.tensor4d(cut, [rows.length, columns.length, outputs, inputs]));
  };
  return {
    get: (rows: readonly number[], columns: readonly number[]): Tensor4D => {
      const key = `${rows} ${columns}`;
      const filter = made.get(key) ?? make(rows, columns);
      made.set(key, filter);
      return filter;
    },
    dispose: () => tf.dispose([...made.values()]),
  };
}

export function shape4(shape: readonly number[]): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  return [a, b, c, d];
}
