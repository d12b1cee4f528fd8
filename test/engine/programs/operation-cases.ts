import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Ir, IrNode } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { constantWeights, sizeOf } from '../../../src/engine/network/weights.ts';
import operations from '../../fixtures/operations/operations.json?raw';
import type { Compile } from '../network/layer-cases.ts';

/**
 * Operations of the IR, and what PyTorch computes for them: test/fixtures/operations/make.py wrote
 * operations.json, where weights and inputs are known by their seeds.
 */
interface StoredCase {
  readonly name: string;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly small: Stored;
  readonly large: Stored;
}

interface Stored {
  readonly shape: readonly [number, number, number];
  /** The largest numbers of all that output and gradient have. */
  readonly largest: readonly [number, number];
  /** Base64 of float32: of the numbers, those at multiples of 7919, round and round. */
  readonly output: string;
  readonly gradient: string;
}

export const operationCases: readonly StoredCase[] = JSON.parse(operations);

const sizes = { small: [13, 7], large: [97, 61] } as const;

/** Runs a case at 13 x 7 and 97 x 61: output and input gradient within 1e-5 of the largest number. */
export function checkOperation(
  stored: StoredCase,
  compile: Compile,
  which: readonly (keyof typeof sizes)[] = ['small', 'large'],
): void {
  const last = stored.nodes.at(-1)?.name as string;
  const program = compile(networkOf(stored), [last]);
  if (!program.ok) throw new Error(program.problem.message);
  for (const name of which) {
    const [height, width] = sizes[name];
    const expected = stored[name];
    tf.tidy(() => {
      const length = height * width * 3;
      const image = tf.tensor4d(numbers(length, 1), [1, height, width, 3]);
      let output: tf.Tensor4D | undefined;
      const gradient = program.value.gradient(image, (activations) => {
        const activation = activations.get(last) as tf.Tensor4D;
        output = tf.keep(tf.clone(activation));
        return new Map([[last, tf.tensor4d(numbers(activation.size, 2), activation.shape)]]);
      });
      const forward = program.value.forward(image).get(last);
      expect(output?.shape.slice(1)).toEqual(expected.shape);
      expectNear(output, expected.output, expected.largest[0]);
      expectNear(forward, expected.output, expected.largest[0]);
      expectNear(gradient, expected.gradient, expected.largest[1]);
      output?.dispose();
    });
  }
  program.value.dispose();
}

function networkOf({ nodes }: StoredCase): Network {
  const picture: IrNode = { name: 'picture', inputs: [], op: 'input', channels: 3 };
  const ir = [picture, ...(nodes.map(withWeights) as unknown as Ir)];
  return { name: 'Operation', hash: '', range: { scale: 1, offset: 0 }, ir };
}

/** Numbers instead of their seeds. */
function withWeights(node: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, unpacked(key, value)]),
  );
}

function unpacked(key: string, value: unknown): unknown {
  if (key === 'scale' || key === 'offset') {
    const data = Float32Array.from(value as number[]);
    return constantWeights([data.length], data);
  }
  if (typeof value !== 'object' || value === null || !('weights' in value)) return value;
  const { weights, seed, scale } = value as { weights: number[]; seed: number; scale: number };
  const data = numbers(sizeOf(weights), seed).map((v) => v * scale);
  return constantWeights(weights, data);
}

/** In [-1, 1), the same as in Python. */
function numbers(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => {
    const v = Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 43758.5453;
    return 2 * (v - Math.floor(v)) - 1;
  });
}

function expectNear(actual: tf.Tensor | undefined, stored: string, largest: number): void {
  const bytes = Uint8Array.from(atob(stored), (character) => character.charCodeAt(0));
  const expected = new Float32Array(bytes.buffer);
  const values = actual?.dataSync<'float32'>() ?? new Float32Array();
  const worst = expected.reduce((most, want, i) => {
    const error = Math.abs(want - (values[(i * 7919) % values.length] ?? Number.NaN));
    return Math.max(error, most);
  }, 0);
  expect(worst / largest).toBeLessThan(1e-5);
}
