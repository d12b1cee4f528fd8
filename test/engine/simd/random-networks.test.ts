import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { compileProgram } from '../../../src/engine/network/compile.ts';
import type { Program } from '../../../src/engine/network/program.ts';
import { compileSimdProgram } from '../../../src/engine/simd/compile.ts';
import type { Workspace } from '../../../src/engine/simd/workspace.ts';
import type { Compile } from '../network/layer-cases.ts';
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

/** Largest difference, in units of the largest number. */
function difference(actual: Float32Array, expected: Float32Array): number {
  const largest = expected.reduce((max, v) => Math.max(max, Math.abs(v)), 1e-6);
  return (
    expected.reduce((max, v, i) => Math.max(max, Math.abs(v - (actual[i] ?? NaN))), 0) / largest
  );
}

describe('random networks', () => {
  test('give what the tfjs operations give', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const reference = open(compileProgram, sample);
        const expected = results(reference, sample);
        reference.dispose();
        const program = open((n, l) => compileSimdProgram(n, l, workspace), sample);
        const actual = results(program, sample);
        program.dispose();
        expected.forEach((values, i) => {
          expect(actual[i]?.length).toBe(values.length);
          expect(difference(actual[i] as Float32Array, values)).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 300 },
    );
  });
});
