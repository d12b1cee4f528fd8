import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import {
  cosineBasis,
  createParametrisation,
  frequencyGain,
  frequencyGains,
} from '../../../src/engine/ascent/parametrisation.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { expectClose, vector } from '../picture/pictures.ts';
import { expectOk, randomTensor } from './run-ascent.ts';

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

function dot(a: tf.Tensor, b: tf.Tensor): number {
  return tf.sum(tf.mul(a, b)).dataSync()[0] as number;
}

const all: readonly AscentOptions['parametrisation'][] = [
  { kind: 'pixel' },
  { kind: 'laplacian', levels: 4, gain: 0.8 },
  { kind: 'spectral', power: 1 },
];

describe.each(all)('$kind', (parametrisation) => {
  test.each([
    [48, 35],
    [17, 40],
  ])('pulls gradients back by the transpose of its map at %i x %i', (height, width) => {
    const before = tf.memory().numTensors;
    const map = createParametrisation(parametrisation, height, width);
    tf.tidy(() => {
      const gradient = randomTensor(height, width, 3, 1);
      const pulled = map.pullBack(gradient);
      const parameters = pulled.map((part) => tf.randomUniform(part.shape, -1, 1, 'float32', 3));
      const there = dot(map.synthesise(parameters), gradient);
      const back = pulled.reduce(
        (sum, part, at) => sum + dot(part, parameters[at] as tf.Tensor),
        0,
      );
      expect(Math.abs(there - back)).toBeLessThan(1e-4 * Math.max(1, Math.abs(there)));
    });
    map.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('spectral', () => {
  test('the cosine basis is orthonormal', () => {
    const basis = tf.tensor2d(cosineBasis(23), [23, 23]);
    expectClose(tf.matMul(basis, basis, false, true).dataSync(), tf.eye(23).dataSync(), 1e-5);
  });

  test('scales frequencies as Lucid does', () => {
    const { expected, tol } = vector<object, { freqs: number[][]; scale: number[][] }>('fft-param');
    const [h, w] = [4, 4];
    for (const [row, freqs] of expected.freqs.entries()) {
      for (const [column, frequency] of freqs.entries()) {
        const scale = expected.scale[row]?.[column] as number;
        expect(Math.abs(Math.sqrt(h * w) * frequencyGain(frequency, h, w) - scale)).toBeLessThan(
          10 * tol,
        );
      }
    }
  });

  test('coefficient k of n stands for k / 2n cycles per pixel, and the mean square is 1', () => {
    const gains = frequencyGains(4, 8, 1);
    const at = (k: number, l: number): number => gains[k * 8 + l] as number;
    // 1/4 cycles down and 1/4 cycles across: the same gain; 3/8 cycles: two thirds of it.
    expect(at(2, 0)).toBeCloseTo(at(0, 4), 5);
    expect(at(3, 0) / at(2, 0)).toBeCloseTo(2 / 3, 5);
    expect(gains.reduce((sum, gain) => sum + gain * gain, 0) / gains.length).toBeCloseTo(1, 5);
    expect([...frequencyGains(4, 8, 0)]).toEqual(new Array(32).fill(1));
  });

  test('one step on noise makes a smooth, nearly grey picture', () => {
    const map = createParametrisation({ kind: 'spectral', power: 1 }, 64, 64);
    const noise = randomTensor(64, 64, 3, 4);
    const change = tf.tidy(() => map.synthesise(map.pullBack(noise)));
    expect(roughness(change)).toBeLessThan(0.2 * roughness(noise));
    expect(chroma(change)).toBeLessThan(0.6 * chroma(noise));
    map.dispose();
  });
});

/** Energy of the difference of neighbours over that of the picture. */
function roughness(image: tf.Tensor4D): number {
  const [, h, w] = image.shape;
  const left = tf.slice4d(image, [0, 0, 0, 0], [1, h, w - 1, 3]);
  const right = tf.slice4d(image, [0, 0, 1, 0], [1, h, w - 1, 3]);
  const difference = tf.sub(right, left);
  return dot(difference, difference) / dot(image, image);
}

/** Energy off the grey axis over that of the picture. */
function chroma(image: tf.Tensor4D): number {
  const off = tf.sub(image, tf.mean(image, 3, true));
  return dot(off, off) / dot(image, image);
}
