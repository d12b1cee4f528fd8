import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Network } from '../../../../src/engine/network/network.ts';
import type { Activations } from '../../../../src/engine/programs/program.ts';
import type { Compile } from '../layer-cases.ts';

/** Some numbers of a value [height, width, channels], every `step`-th, and what they are measured by. */
export interface Sample {
  readonly shape: readonly number[];
  readonly step: number;
  readonly values: Float32Array;
  readonly rms: number;
  /** The largest of all, without its sign. */
  readonly max: number;
}

/** What somebody else computes of a network for one picture. */
export interface Reference {
  readonly width: number;
  readonly height: number;
  /** By layer, shallow to deep. */
  readonly activations: ReadonlyMap<string, Sample>;
  /** Of the mean of the squares of a layer, by the picture. */
  readonly gradients: ReadonlyMap<string, Sample>;
}

/** How far from the reference, relative to its largest number: activations, gradients (rms). */
const tolerance = 1e-4;

/** The picture that scripts/make-network-fixtures.py makes too: waves and some grain, of whole numbers. */
export function testPicture(width: number, height: number): tf.Tensor4D {
  const wave = (at: number, length: number) => {
    const place = ((at % (2 * length)) + 2 * length) % (2 * length);
    return Math.floor((Math.abs(place - length) * 64) / length);
  };
  const levels = Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const waves =
      wave(x * (3 + c) + 2 * y, 37) + wave(5 * y - x * c, 61) + wave(x + y * (c + 1), 11);
    return (waves + ((x * 73 + y * 151 + c * 37 + x * y * 11) % 61)) / 255;
  });
  return tf.tensor4d(levels, [1, height, width, 3]);
}

/** Holds the program of a network to a reference, in every layer and every gradient. */
export function checkReference(network: Network, reference: Reference, compile: Compile): void {
  const picture = testPicture(reference.width, reference.height);
  checkActivations(network, picture, reference, compile);
  for (const [layer, sample] of reference.gradients) {
    const compiled = compile(network, [layer]);
    if (!compiled.ok) throw new Error(compiled.problem.message);
    const gradient = compiled.value.gradient(picture, meanSquare);
    const found = sampled(gradient, sample.step);
    expect(rmsError(found, sample), `gradient of ${layer}`).toBeLessThan(tolerance);
    gradient.dispose();
    compiled.value.dispose();
  }
  picture.dispose();
}

function checkActivations(
  network: Network,
  picture: tf.Tensor4D,
  { activations }: Reference,
  compile: Compile,
): void {
  const compiled = compile(network, [...activations.keys()]);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const computed = compiled.value.forward(picture);
  for (const [layer, sample] of activations) {
    const activation = computed.get(layer) as tf.Tensor4D;
    expect(activation.shape.slice(1), layer).toEqual(sample.shape);
    expect(largestError(sampled(activation, sample.step), sample), layer).toBeLessThan(tolerance);
  }
  tf.dispose([...computed.values()]);
  compiled.value.dispose();
}

/** The derivative of the mean of squares by each activation. */
function meanSquare(activations: Activations): Activations {
  return new Map(
    [...activations].map(([layer, a]) => [layer, tf.mul(a, 2 / a.size) as tf.Tensor4D]),
  );
}

/** Every `step`-th number of a tensor with batch 1. */
function sampled(tensor: tf.Tensor, step: number): Float32Array {
  return tensor.dataSync<'float32'>().filter((_, i) => i % step === 0);
}

function largestError(found: Float32Array, { values, max }: Sample): number {
  expect(found).toHaveLength(values.length);
  return values.reduce((most, v, i) => Math.max(most, Math.abs(v - (found[i] ?? NaN))), 0) / max;
}

function rmsError(found: Float32Array, { values, rms }: Sample): number {
  expect(found).toHaveLength(values.length);
  const squares = values.reduce((sum, v, i) => sum + (v - (found[i] ?? NaN)) ** 2, 0);
  return Math.sqrt(squares / values.length) / rms;
}
