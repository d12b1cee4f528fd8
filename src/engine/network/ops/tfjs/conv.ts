import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { filterSize } from '../../geometry.ts';
import type { Activation, ConvOperation } from '../../ir.ts';
import { tapsAlong } from '../../taps.ts';
import type { Kernel } from '../ops.ts';
import { activate, throughActivation } from './activation.ts';
import { inputGradient, zerosAround } from './input-gradient.ts';
import { only } from './only.ts';

/** Convolution with bias and activation fused; backward is a convolution too (input-gradient.ts). */
export function convKernel(operation: ConvOperation): Kernel {
  const { strides, dilation, padding, activation } = operation;
  const size = filterSize(operation.filter.shape);
  const geometry = { size, strides, dilation, padding };
  const filter = tf.tensor4d(operation.filter.load(), shape4(operation.filter.shape));
  const filters = cutFilters(operation, false);
  const flipped = cutFilters(operation, true);
  const bias = operation.bias && tf.tensor1d(operation.bias.load());
  return {
    keeps: { inputs: false, output: activation.kind !== 'linear' },
    forward: (inputs) =>
      withFusedActivation(activation, (fused) => {
        const x = only(inputs);
        const rows = tapsAlong(0, x.shape[1], geometry);
        const columns = tapsAlong(1, x.shape[2], geometry);
        const whole = rows.taps.length === size[0] && columns.taps.length === size[1];
        return tf.fused.conv2d({
          x,
          filter: whole ? filter : filters.get(rows.taps, columns.taps),
          strides: [...strides],
          dilations: [...dilation],
          // By name where it can be: backends know faster ways for some of them.
          pad: whole ? padding : zerosAround(rows, columns),
          ...(bias ? { bias } : {}),
          activation: fused,
        });
      }),
    backward: (cotangent, { inputShapes, output }) => [
      tf.tidy(() =>
        inputGradient(
          throughActivation(cotangent, output, activation),
          only(inputShapes),
          geometry,
          (x, zeros, rows, columns) =>
            tf.conv2d(x, flipped.get(rows, columns), 1, zeros, 'NHWC', [...dilation]),
        ),
      ),
    ],
    dispose: () => {
      tf.dispose([filter, ...(bias ? [bias] : [])]);
      filters.dispose();
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

/** The filter cut to some of its taps; for the backward pass with in/out channels swapped. */
function cutFilters(operation: ConvOperation, swapped: boolean) {
  const [, kw, inputs, outputs] = shape4(operation.filter.shape);
  const made = new Map<string, Tensor4D>();
  const make = (rows: readonly number[], columns: readonly number[]): Tensor4D => {
    const data = operation.filter.load();
    const plane = inputs * outputs;
    const cut = new Float32Array(rows.length * columns.length * plane);
    rows.forEach((row, r) => {
      columns.forEach((column, c) => {
        const from = (row * kw + column) * plane;
        const tap = data.subarray(from, from + plane);
        const place = (r * columns.length + c) * plane;
        cut.set(swapped ? transposed(tap, inputs, outputs) : tap, place);
      });
    });
    const channels = swapped ? ([outputs, inputs] as const) : ([inputs, outputs] as const);
    return tf.keep(tf.tensor4d(cut, [rows.length, columns.length, ...channels]));
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

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  let at = 0;
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) result[at++] = matrix[row * columns + column] ?? 0;
  return result;
}

export function shape4(shape: readonly number[]): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  return [a, b, c, d];
}
