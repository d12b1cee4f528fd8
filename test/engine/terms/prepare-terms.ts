import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { type IrNode, linear, type Weights } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { createNormal, createRandom } from '../../../src/engine/picture/random.ts';
import type { Program } from '../../../src/engine/programs/program.ts';
import { compileTfjsProgram } from '../../../src/engine/programs/tfjs/tfjs-program.ts';

export const backends = ['cpu', 'wasm'] as const;

export async function use(backend: (typeof backends)[number]): Promise<void> {
  const used = await useBackend(backend);
  expect(used.ok).toBe(true);
}

export function normals(count: number, seed: number): number[] {
  const normal = createNormal(createRandom(seed));
  return Array.from({ length: count }, normal);
}

/** [1, rows, columns, channels] from [rows][columns][channels]. */
export function activationOf(values: readonly (readonly (readonly number[])[])[]): Tensor4D {
  return tf.tensor4d([values as number[][][]]);
}

/** Its numbers; disposes it. */
export function numbersOf(tensor: Tensor): number[] {
  const values = [...tensor.dataSync()];
  tensor.dispose();
  return values;
}

/** Fails on a leak (or a double disposal) of tensors. */
export function expectNoLeak(work: () => void): void {
  const before = tf.memory().numTensors;
  work();
  expect(tf.memory().numTensors).toBe(before);
}

/** Convolution 'first' 3x3 with 4 channels, 'second' 3x3 of stride 2 with 5, without padding. */
export const network: Network = {
  name: 'Tiny',
  hash: 'tiny',
  range: { scale: 1, offset: 0 },
  ir: [
    { name: 'image', inputs: [], op: 'input', channels: 3 },
    conv('first', 'image', [3, 3, 3, 4], 1),
    conv('second', 'first', [3, 3, 4, 5], 2),
  ],
};

export function compile(layers: readonly string[], of: Network = network): Program {
  const program = compileTfjsProgram(of, layers);
  if (!program.ok) throw new Error(program.problem.message);
  return program.value;
}

function conv(name: string, input: string, shape: readonly number[], stride: number): IrNode {
  return {
    name,
    inputs: [input],
    op: 'conv',
    filter: weights(shape, 11),
    bias: weights(shape.slice(3), 12),
    strides: [stride, stride],
    dilation: [1, 1],
    padding: 'valid',
    activation: name === 'first' ? { kind: 'relu' } : linear,
  };
}

function weights(shape: readonly number[], seed: number): Weights {
  const count = shape.reduce((product, n) => product * n, 1);
  return { shape, load: () => Float32Array.from(normals(count, seed), (v) => v / 3) };
}
