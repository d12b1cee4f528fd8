import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  enlarge,
  mergeBands,
  shrink,
  splitBands,
} from '../../../src/engine/ascent/laplacian-pyramid.ts';
import { smoothGaussian, smoothLaplacian } from '../../../src/engine/ascent/smoothing.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { expectClose, vector } from '../picture/pictures.ts';
import { expectOk, plane, randomTensor } from './run-ascent.ts';

type Rows = readonly (readonly number[])[];

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

function dot(a: tf.Tensor, b: tf.Tensor): number {
  return tf.sum(tf.mul(a, b)).dataSync()[0] as number;
}

function rms(tensor: tf.Tensor): number {
  return Math.sqrt(dot(tensor, tensor) / tensor.size);
}

describe('the Laplacian pyramid of 2015', () => {
  const { inputs, expected, tol } = vector<
    { img: Rows },
    { low: Rows; mid: Rows; high: Rows; normalized: Rows }
  >('lap-8x8-n2');

  test('splits as in the vectors', () => {
    const [high, mid, low, ...more] = splitBands(plane(inputs.img), 2);
    expect(more).toEqual([]);
    expectClose((high as Tensor4D).dataSync(), expected.high.flat(), tol);
    expectClose((mid as Tensor4D).dataSync(), expected.mid.flat(), tol);
    expectClose((low as Tensor4D).dataSync(), expected.low.flat(), tol);
  });

  test('normalises as in the vectors', () => {
    const smooth = smoothLaplacian(plane(inputs.img), 2, [1]);
    expectClose(smooth.dataSync(), expected.normalized.flat(), tol);
  });

  test.each([
    [37, 64],
    [50, 33],
    [5, 5],
    [1, 9],
  ])('merges what it split at %i x %i', (height, width) => {
    const image = randomTensor(height, width, 3, height);
    expectClose(mergeBands(splitBands(tf.clone(image), 4)).dataSync(), image.dataSync(), 1e-5);
  });

  test.each([
    [16, 21],
    [9, 8],
  ])('enlarging is the adjoint of 4 times shrinking at %i x %i', (height, width) => {
    const image = randomTensor(height, width, 3, 1);
    const small = randomTensor(Math.ceil(height / 2), Math.ceil(width / 2), 3, 2);
    const there = 4 * dot(shrink(image), small);
    expect(dot(image, enlarge(small, height, width))).toBeCloseTo(there, 4);
  });

  test('gains weigh the bands from fine to coarse, the last one for the rest', () => {
    const image = randomTensor(64, 64, 3, 5);
    const bandSizes = (gains: readonly number[]): readonly number[] =>
      splitBands(smoothLaplacian(image, 3, gains), 3).map(rms);
    const even = bandSizes([1]);
    const fineOff = bandSizes([0, 1]);
    const coarseOnly = bandSizes([0, 0, 0, 1]);
    expect(fineOff[0]).toBeLessThan(0.5 * (even[0] as number));
    expect(fineOff[2]).toBeGreaterThan(0.8 * (even[2] as number));
    expect(coarseOnly[3]).toBeGreaterThan(0.3 * (even[3] as number));
    expect(coarseOnly[0]).toBeLessThan(0.05 * (even[0] as number));
  });

  test('works alike for gradients of any size', () => {
    const image = randomTensor(32, 32, 3, 6);
    const tiny = tf.mul<Tensor4D>(image, 1e-10);
    const gains = [0.5, 1, 0.7];
    expectClose(
      smoothLaplacian(tiny, 3, gains).dataSync(),
      smoothLaplacian(image, 3, gains).dataSync(),
      1e-4,
    );
  });
});

describe('the Gaussian cascade', () => {
  test('keeps a constant and takes out single pixels', () => {
    const flat = tf.fill([1, 20, 30, 3], 0.7) as Tensor4D;
    expectClose(smoothGaussian(flat, 2).dataSync(), flat.dataSync(), 1e-5);
    const noise = randomTensor(64, 64, 3, 7);
    expect(rms(smoothGaussian(noise, 2))).toBeLessThan(0.3 * rms(noise));
  });

  test('of an impulse is the mean of three Gaussians', () => {
    const size = 41;
    const impulse = tf.tensor4d(
      Array.from({ length: size * size }, (_, i) => (i === 20 * size + 20 ? 1 : 0)),
      [1, size, size, 1],
    );
    const blurred = smoothGaussian(impulse, 3).dataSync();
    const at = (dx: number): number =>
      [1.5, 3, 6].reduce(
        (sum, s) => sum + Math.exp(-(dx * dx) / (2 * s * s)) / (2 * Math.PI * s * s),
        0,
      ) / 3;
    for (const dx of [0, 1, 3, 6]) {
      expect(blurred[20 * size + 20 + dx]).toBeCloseTo(at(dx), 3);
    }
  });

  test('takes any deviation for any size', () => {
    const small = randomTensor(3, 2, 3, 8);
    expect(smoothGaussian(small, 10).shape).toEqual([1, 3, 2, 3]);
    expectClose(smoothGaussian(small, 0).dataSync(), small.dataSync(), 0);
  });
});
