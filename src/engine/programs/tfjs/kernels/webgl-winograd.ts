import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Pair } from '../../../network/ir.ts';
import { paddingAround } from '../../../network/windows.ts';
import type { Around, Correlator, FusedActivation } from './correlator.ts';
import type { Shape4D } from './kernel.ts';
import type { Zeros } from './padding.ts';
import { batchProduct, inputTransform, outputTransform } from './webgl-winograd-shaders.ts';

/*
 * Convolutions of 3x3 on webgl by Winograd's algorithm F(2x2, 3x3) (Lavin and Gray 2016, "Fast
 * algorithms for convolutional neural networks"), points 0, 1, -1 and infinity: 16 products for a
 * tile of four outputs, where the plain sum takes 36. It rounds as little as that does, and where the
 * inputs of some outputs are the same, so are these: ties stay ties for a max pool to come.
 */

/** Below this many channels the transforms cost more than they save. */
const fewestChannels = 8;

export function fitsWinograd(filter: Shape4D, strides: Pair, dilation: Pair): boolean {
  const [kh, kw, inputs, outputs] = filter;
  const dense = [...strides, ...dilation].every((step) => step === 1);
  // Two channels lie in a texel together.
  const even = inputs % 2 === 0 && outputs % 2 === 0;
  return kh === 3 && kw === 3 && dense && even && inputs >= fewestChannels;
}

/** @param filter [3, 3, inputs, outputs]; taken over. */
export function winogradCorrelator(filter: Tensor4D): Correlator {
  const transformed = tf.keep(tf.tidy(() => transformFilter(filter)));
  tf.dispose(filter);
  return {
    run: (x, { pad, bias, activation }) =>
      tf.tidy(() => convolve(x, transformed, inZeros(x, pad), bias, activation)),
    dispose: () => tf.dispose(transformed),
  };
}

/** G w Gᵀ: [16, inputs, outputs]. One product with G ⊗ G. */
function transformFilter(filter: Tensor4D): Tensor3D {
  const [, , inputs, outputs] = filter.shape;
  const both = g.flatMap((a) => g.map((b) => a.flatMap((x) => b.map((y) => x * y))));
  const taps = tf.reshape(filter, [9, inputs * outputs]);
  return tf.reshape(tf.matMul(tf.tensor2d(both), taps), [16, inputs, outputs]);
}

const g = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
];

/** A padding by name as the zeros that it stands for. */
function inZeros({ shape: [, height, width] }: Tensor4D, pad: Around['pad']): Zeros {
  if (typeof pad !== 'string') return pad;
  const window = { size: [3, 3], strides: [1, 1], dilation: [1, 1], padding: pad } as const;
  const along = (axis: 0 | 1, length: number): [number, number] => [
    ...paddingAround(axis, length, window),
  ];
  return [[0, 0], along(0, height), along(1, width), [0, 0]];
}

function convolve(
  x: Tensor4D,
  filter: Tensor3D,
  [, [top, bottom], [left, right]]: Zeros,
  bias: Tensor1D | null,
  activation: FusedActivation,
): Tensor4D {
  const [, height, width] = x.shape;
  const [rows, columns] = [top + height + bottom - 2, left + width + right - 2];
  const [down, across] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
  const tiles = runShader<Tensor3D>(
    inputTransform(down * across, x.shape[3]),
    [x],
    [[across], [top, left], [height, width]],
  );
  const products = runShader<Tensor3D>(batchProduct(tiles.shape, filter.shape), [tiles, filter]);
  tf.dispose(tiles);
  const shape = [1, rows, columns, filter.shape[2]] as const;
  const inputs = bias ? [products, bias] : [products];
  return runShader(outputTransform(shape, bias !== null, activation), inputs, [[across]]);
}

/**
 * Runs a shader of our own on the webgl backend.
 * @param uniforms those of the program, in its order.
 */
function runShader<T extends Tensor>(
  program: GPGPUProgram,
  inputs: readonly Tensor[],
  uniforms: readonly number[][] = [],
): T {
  const backend = tf.backend() as MathBackendWebGL;
  const made = backend.runWebGLProgram(program, [...inputs], 'float32', [...uniforms]);
  return tf.engine().makeTensorFromTensorInfo(made) as T;
}
