import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { checkInput, type InputRange } from '../../../src/engine/network/input-range.ts';
import type { IrNode } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { constantWeights } from '../../../src/engine/network/weights.ts';
import { compileSimdProgram } from '../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../../src/engine/programs/tfjs/tfjs-program.ts';
import type { Compile } from '../network/layer-cases.ts';
import { openWorkspace } from './simd/kernels.ts';
import { numbers } from './simd/random-network.ts';

/** What a network gets of a picture, against the same written as plain loops beside the network. */
let workspace: Workspace;
const [height, width] = [7, 5];
const picture = numbers(height * width * 3, 3).map((value) => Math.abs(value));

beforeAll(async () => {
  await useBackend('cpu');
  workspace = await openWorkspace();
});

const programs: Readonly<Record<string, Compile>> = {
  tfjs: compileTfjsProgram,
  simd: (network, layers) => compileSimdProgram(network, layers, workspace),
};

const ranges: Readonly<Record<string, InputRange>> = {
  'one scale and offset': { scale: 2, offset: -1 },
  'blue first': { scale: 255, offset: 0, order: 'bgr' },
  'a scale and offset for each colour': { scale: [4, 5, 6], offset: [-1, -2, -3] },
  'each colour, blue first': { scale: 255, offset: [-124, -117, -104], order: 'bgr' },
};

function network(range: InputRange, channels: number): Network {
  const filter = constantWeights([3, 3, channels, 4], numbers(36 * channels, 5));
  const window = { strides: [1, 1], dilation: [1, 1], padding: 'same' } as const;
  const conv: IrNode = {
    ...{ name: 'conv', inputs: ['picture'], op: 'conv', filter, bias: null, ...window },
    activation: { kind: 'leaky-relu', alpha: 0.1 },
  };
  const ir = [{ name: 'picture', inputs: [], op: 'input', channels } as const, conv];
  return { name: 'Test', hash: JSON.stringify(range), range, ir };
}

/** Activations, and the gradient for a fixed cotangent. */
function run(compile: Compile, of: Network, image: readonly number[] | Float32Array) {
  const made = compile(of, ['conv']);
  if (!made.ok) throw new Error(made.problem.message);
  const program = made.value;
  const results = tf.tidy(() => {
    const x = tf.tensor4d(Float32Array.from(image), [1, height, width, 3]);
    const gradient = program.gradient(x, () => {
      const cotangent = numbers(height * width * 4, 9);
      return new Map([['conv', tf.tensor4d(cotangent, [1, height, width, 4])]]);
    });
    return [...program.forward(x).values(), gradient].map((t) => [...t.dataSync()]);
  });
  program.dispose();
  return results as [number[], number[]];
}

function expectClose(actual: readonly number[], expected: readonly number[]) {
  const largest = Math.max(...expected.map(Math.abs));
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] as number)) / largest).toBeLessThan(1e-5);
  });
}

const at = (value: InputRange['scale'], colour: number) =>
  typeof value === 'number' ? value : (value[colour] as number);

describe.each(Object.entries(programs))('in the %s program', (_, compile) => {
  test.each(Object.entries(ranges))('%s', (_, range) => {
    const colourOf = (channel: number) => (range.order === 'bgr' ? 2 - channel : channel);
    const input = picture.map((_, i) => {
      const colour = colourOf(i % 3);
      const value = picture[i - (i % 3) + colour] as number;
      return at(range.scale, colour) * value + at(range.offset, colour);
    });
    const [activations, byInput] = run(compile, network({ scale: 1, offset: 0 }, 3), input);
    const [actual, gradient] = run(compile, network(range, 3), picture);
    expectClose(actual, activations);
    const expected = byInput.map((_, i) => {
      const colour = i % 3;
      return at(range.scale, colour) * (byInput[i - colour + colourOf(colour)] as number);
    });
    expectClose(gradient, expected);
  });

  test('a network of one channel gets the brightness', () => {
    const range = { scale: 2, offset: -1 };
    const share = [0.299, 0.587, 0.114] as const;
    const grey = picture.map((_, i) => {
      const [r, g, b] = picture.slice(i - (i % 3)) as unknown as [number, number, number];
      return share[0] * r + share[1] * g + share[2] * b;
    });
    // The same picture in three equal colours has the brightness of each.
    const [activations, ofGrey] = run(compile, network(range, 1), grey);
    const [actual, gradient] = run(compile, network(range, 1), picture);
    expectClose(actual, activations);
    // What the three colours get together is what the one channel got.
    const sumOf = (values: readonly number[], pixel: number) =>
      [0, 1, 2].reduce((sum, colour) => sum + (values[pixel * 3 + colour] as number), 0);
    expectClose(
      gradient,
      picture.reduce<number[]>((all, _, i) => {
        all.push((share[i % 3] as number) * sumOf(ofGrey, Math.floor(i / 3)));
        return all;
      }, []),
    );
  });
});

test('a network of four channels takes no pictures, and says so', () => {
  expect(checkInput(network({ scale: 1, offset: 0 }, 4).ir)).toMatchObject({
    problem: { code: 'network-inputs', message: expect.stringContaining('takes 4 channels') },
  });
});
