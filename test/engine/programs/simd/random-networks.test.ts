import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import {
  type Activation,
  type Ir,
  type IrNode,
  linear,
  type Padding,
} from '../../../../src/engine/network/ir.ts';
import { constantWeights } from '../../../../src/engine/network/weights.ts';
import type { Program } from '../../../../src/engine/programs/program.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import type { Compile } from '../../network/layer-cases.ts';
import { openWorkspace } from './kernels.ts';
import { numbers, type Sample, samples } from './random-network.ts';

/**
 * Whatever the nodes, their order and who reads whom: the same activations and gradient as from the
 * program over tfjs operations.
 */
let workspace: Workspace;

beforeAll(async () => {
  await useBackend('cpu');
  workspace = await openWorkspace();
});

function open(compile: Compile, { network, layers }: Sample): Program {
  const program = compile(network, layers);
  if (!program.ok) throw new Error(program.problem.message);
  return program.value;
}

/** Activations and, for a fixed cotangent of each, the gradient. */
function results(program: Program, { height, width }: Sample): Float32Array[] {
  return tf.tidy(() => {
    const shape: [number, number, number, number] = [1, height, width, 3];
    const image = tf.tensor4d(numbers(height * width * 3, 7), shape);
    const activations = [...program.forward(image).values()];
    const gradient = program.gradient(
      image,
      (found) =>
        new Map(
          [...found].map(([layer, a], i) => [layer, tf.tensor4d(numbers(a.size, i), a.shape)]),
        ),
    );
    return [...activations, gradient].map((t) => t.dataSync<'float32'>().slice());
  });
}

/**
 * Largest difference, in units of the largest number, or of a thousandth: where a sigmoid is almost
 * 1, the last bit of it is a large part of its slope y (1 - y), and a gradient may have no other.
 */
function difference(actual: Float32Array, expected: Float32Array): number {
  const largest = expected.reduce((max, v) => Math.max(max, Math.abs(v)), 1e-3);
  return (
    expected.reduce((max, v, i) => Math.max(max, Math.abs(v - (actual[i] ?? NaN))), 0) / largest
  );
}

function expectAgreement(sample: Sample): void {
  const reference = open(compileTfjsProgram, sample);
  const expected = results(reference, sample);
  reference.dispose();
  const program = open((n, l) => compileSimdProgram(n, l, workspace), sample);
  const actual = results(program, sample);
  program.dispose();
  expected.forEach((values, i) => {
    expect(actual[i]?.length).toBe(values.length);
    // The last one is the gradient, where a unit at a kink may be on the other side of it.
    const allowed = i === expected.length - 1 ? 1e-2 : 1e-3;
    expect(difference(actual[i] as Float32Array, values)).toBeLessThan(allowed);
  });
}

test('random networks', () => {
  fc.assert(fc.property(samples, expectAgreement), { numRuns: 400 });
});

const picture: IrNode = { name: 'picture', inputs: [], op: 'input', channels: 3 };
const layouts: Record<string, Ir> = {
  'a reshaped value joined with itself': [
    picture,
    { name: 'reshaped', inputs: ['picture'], op: 'reshape', shape: [5, 3, 5] },
    { name: 'last', inputs: ['reshaped', 'reshaped'], op: 'concat' },
  ],
  'a value joined with a copy of itself': [
    picture,
    { name: 'x', inputs: ['picture'], op: 'pool', kind: 'max', size: [2, 2], ...plainWindow() },
    { name: 'same', inputs: ['x'], op: 'activation', activation: linear },
    { name: 'last', inputs: ['same', 'x'], op: 'concat' },
  ],
  'a value added to itself': [
    picture,
    { name: 'last', inputs: ['picture', 'picture', 'picture'], op: 'add' },
  ],
  'slices of one value that overlap': [
    picture,
    { name: 'a', inputs: ['picture'], op: 'slice', begin: 0, size: 2 },
    { name: 'b', inputs: ['picture'], op: 'slice', begin: 1, size: 2 },
    { name: 'c', inputs: ['picture'], op: 'slice', begin: 2, size: 1 },
    { name: 'last', inputs: ['c', 'a', 'b'], op: 'concat' },
  ],
  'a product of three, one of them a single pixelStride': [
    picture,
    { name: 'x', inputs: ['picture'], op: 'activation', activation: { kind: 'tanh' } },
    { name: 'mean', inputs: ['x'], op: 'global-pool', kind: 'average' },
    { name: 'last', inputs: ['picture', 'mean', 'x'], op: 'multiply' },
  ],
};

for (const size of [3, 5]) {
  for (const padding of ['same', 'valid'] as const) {
    layouts[`a ${size} x ${size} convolution of many channels, ${padding}`] = [
      picture,
      convolution('x', 'picture', [1, 1, 3, 20], 'same'),
      convolution('y', 'x', [size, size, 20, 48], padding),
      convolution('last', 'y', [size, size, 48, 16], 'same'),
    ];
  }
}

function convolution(name: string, input: string, shape: number[], padding: Padding): IrNode {
  const length = shape.reduce((product, n) => product * n, 1);
  const filter = constantWeights(
    shape,
    numbers(length, length).map((v) => v / 4),
  );
  const bias = constantWeights(shape.slice(3), numbers(shape[3] ?? 0, 5));
  const activation: Activation = { kind: 'leaky-relu', alpha: 0.1 };
  const window = { strides: [1, 1], dilation: [1, 1], padding } as const;
  return { op: 'conv', name, inputs: [input], filter, bias, activation, ...window };
}

function plainWindow() {
  return { strides: [1, 1], padding: 'same' } as const;
}

test.each(Object.entries(layouts))('%s', (_, ir) => {
  const range = { scale: 1, offset: 0 };
  const network = { name: 'Layout', hash: '', range, ir };
  expectAgreement({ network, layers: ['last'], height: 5, width: 5 });
});

test('a layer whose cotangent is left out counts as one of zeros', () => {
  const ir = layouts['a value added to itself'] as Ir;
  const network = { name: 'Layout', hash: '', range: { scale: 1, offset: 0 }, ir };
  const program = open((n, l) => compileSimdProgram(n, l, workspace), {
    ...{ network, layers: ['last'], height: 5, width: 5 },
  });
  const image = tf.zeros([1, 5, 5, 3]) as tf.Tensor4D;
  const gradient = program.gradient(image, () => new Map());
  expect([...gradient.dataSync()]).toEqual(Array.from({ length: 75 }, () => 0));
  tf.dispose([image, gradient]);
});
