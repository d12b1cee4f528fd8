import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Activations } from '../../../src/engine/programs/program.ts';
import { embedded } from './embedded.ts';
import type { Compile } from './layer-cases.ts';

/**
 * Holds the two detectors' backbones to what PyTorch computes in float64 from the files of their
 * packages, recorded by test/fixtures/detectors/make_references.py. The picture has one even and one
 * odd number of rows or columns at nearly every depth, where padding is easily put on the wrong side.
 */
const folder = new URL('../../fixtures/detectors/', import.meta.url);
const shape: [number, number, number, number] = [1, 70, 60, 3];

interface Recorded {
  readonly shape: readonly number[];
  readonly step: number;
  readonly begin: number;
  readonly length: number;
}
interface Index {
  readonly activations: Readonly<Record<string, Recorded>>;
  readonly gradients: Readonly<Record<string, Recorded>>;
}

export async function checkDetector(name: 'nanodet' | 'ssd', compile: Compile): Promise<void> {
  const index: Index = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  const numbers = new Float32Array(
    new Uint8Array(readFileSync(new URL(`${name}.bin`, folder))).buffer,
  );
  const levels = readFileSync(new URL('picture.bin', folder));
  const picture = tf.tensor4d(
    Float32Array.from(levels, (level) => level / 255),
    shape,
  );
  const network = await embedded(name);
  const layers = Object.keys(index.activations);
  expect(layers).toHaveLength(4);
  expect(Object.keys(index.gradients)).toHaveLength(2);

  const compiled = compile(network, layers);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const activations = compiled.value.forward(picture);
  for (const [layer, recorded] of Object.entries(index.activations)) {
    const activation = activations.get(layer) as tf.Tensor4D;
    expect(activation.shape).toEqual(recorded.shape);
    expect(errorOf(activation, recorded, numbers), layer).toBeLessThan(1e-4);
  }
  tf.dispose([...activations.values()]);
  compiled.value.dispose();

  for (const [layer, recorded] of Object.entries(index.gradients)) {
    const one = compile(network, [layer]);
    if (!one.ok) throw new Error(one.problem.message);
    const gradient = one.value.gradient(picture, meanSquareOf);
    expect(errorOf(gradient, recorded, numbers), `gradient of ${layer}`).toBeLessThan(1e-4);
    gradient.dispose();
    one.value.dispose();
  }
  picture.dispose();
}

/** The derivative of the mean of squares by each activation. */
function meanSquareOf(activations: Activations): Activations {
  return new Map(
    [...activations].map(([layer, a]) => [layer, tf.mul(a, 2 / a.size) as tf.Tensor4D]),
  );
}

/** The largest difference from the recorded numbers, as a part of the largest of them. */
function errorOf(tensor: tf.Tensor4D, { step, begin, length }: Recorded, numbers: Float32Array) {
  const recorded = numbers.subarray(begin, begin + length);
  const values = tensor.dataSync<'float32'>().filter((_, i) => i % step === 0);
  expect(values).toHaveLength(length);
  const worst = values.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (recorded[i] as number))),
    0,
  );
  return worst / recorded.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
