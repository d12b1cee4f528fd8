import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { UpsampleOperation } from '../../../network/ir.ts';
import type { Kernel } from './kernel.ts';
import { only } from './kernel.ts';

/**
 * Upsampling as R_h · x · R_wᵀ with one matrix per axis, so that the gradient is the exact
 * transpose on every backend.
 */
export function upsampleKernel(operation: UpsampleOperation): Kernel {
  const { factor } = operation;
  const matrices = (height: number, width: number): [Tensor2D, Tensor2D] => [
    interpolation(height, factor[0], operation),
    interpolation(width, factor[1], operation),
  ];
  return {
    keeps: { inputs: false, output: false },
    forward: (inputs) =>
      tf.tidy(() => {
        const x = only(inputs);
        const [rows, columns] = matrices(x.shape[1], x.shape[2]);
        return alongRows(rows, alongColumns(columns, x, false), false);
      }),
    backward: (cotangent, { inputShapes }) =>
      inputShapes.map((shape) =>
        tf.tidy(() => {
          const [rows, columns] = matrices(shape[1], shape[2]);
          return alongColumns(columns, alongRows(rows, cotangent, true), true);
        }),
      ),
    dispose: () => {},
  };
}

function alongRows(matrix: Tensor2D, x: Tensor4D, transpose: boolean): Tensor4D {
  const [, height, width, channels] = x.shape;
  const lines = tf.matMul(matrix, tf.reshape(x, [height, width * channels]) as Tensor2D, transpose);
  return tf.reshape(lines, [1, lines.shape[0], width, channels]);
}

function alongColumns(matrix: Tensor2D, x: Tensor4D, transpose: boolean): Tensor4D {
  const turned = tf.transpose(x, [0, 2, 1, 3]);
  return tf.transpose(alongRows(matrix, turned, transpose), [0, 2, 1, 3]);
}

/** [length · factor, length]: row i holds the weights of the inputs that output i is made of. */
function interpolation(length: number, factor: number, operation: UpsampleOperation): Tensor2D {
  const outputs = length * factor;
  const weights = new Float32Array(outputs * length);
  for (let i = 0; i < outputs; i++) {
    const place = placeOf(i, length, factor, operation);
    const low = Math.floor(place);
    const share = place - low;
    for (const [at, weight] of [
      [low, 1 - share],
      [low + 1, share],
    ] as const) {
      const index = i * length + Math.min(Math.max(at, 0), length - 1);
      weights[index] = (weights[index] ?? 0) + weight;
    }
  }
  return tf.tensor2d(weights, [outputs, length]);
}

/** Where output i lies among the inputs. */
function placeOf(
  i: number,
  length: number,
  factor: number,
  { method, corners = 'half-pixel' }: UpsampleOperation,
): number {
  if (method === 'nearest') return Math.floor(i / factor);
  if (corners === 'half-pixel') return (i + 0.5) / factor - 0.5;
  if (corners === 'asymmetric') return i / factor;
  return (i * (length - 1)) / Math.max(length * factor - 1, 1);
}
