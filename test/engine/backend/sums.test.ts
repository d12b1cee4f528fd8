import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createUpdate, normalise } from '../../../src/engine/ascent/update.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { meanMagnitude } from '../../../src/engine/tensors/arithmetic.ts';
import { secondMoment } from '../../../src/engine/terms/style.ts';
import { expectOk, plain, randomTensor } from '../ascent/run-ascent.ts';

function numberOf(tensor: Tensor): number {
  const [value] = tensor.dataSync();
  tensor.dispose();
  return value as number;
}

/** Positive numbers like those of a photo, cheap to make, and what they come to. */
function photoLike(height: number, width: number) {
  const data = new Float32Array(height * width * 3);
  let [state, sum, squares] = [1, 0, 0];
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = 0.35 + (0.3 * state) / 2 ** 32;
    sum += data[at] as number;
    squares += (data[at] as number) ** 2;
  }
  const image: Tensor4D = tf.tensor4d(data, [1, height, width, 3]);
  const [first = 0] = data;
  return { image, first, mean: sum / data.length, rms: Math.sqrt(squares / data.length) };
}

function firstOf(tensor: Tensor4D): number {
  return numberOf(tf.slice(tensor, [0, 0, 0, 0], [1, 1, 1, 1]));
}

describe('on wasm', () => {
  beforeAll(async () => {
    expectOk(await useBackend('wasm'));
  });

  test('means, sums, normalised gradients and steps of 24 megapixels are right', () => {
    const { image, first, mean, rms } = photoLike(4000, 6000);
    expect(numberOf(tf.mean(image)) / mean).toBeCloseTo(1, 6);
    expect(numberOf(tf.sum(image)) / (mean * image.size)).toBeCloseTo(1, 6);
    expect(numberOf(meanMagnitude(image)) / mean).toBeCloseTo(1, 6);
    const byMean = normalise(image, 'mean');
    expect(firstOf(byMean)).toBeCloseTo(first / mean, 5);
    byMean.dispose();
    const byRms = normalise(image, 'rms');
    expect(firstOf(byRms)).toBeCloseTo(first / rms, 5);
    byRms.dispose();
    // Mean change of a step of 0.006, in double precision.
    const size = { height: 4000, width: 6000, data: new Float32Array() };
    const update = createUpdate(plain, 0.006, size, 1);
    const { next, change } = update.step(image, tf.clone(image), 0);
    const [before, after] = [image.dataSync(), next.dataSync()];
    let moved = 0;
    for (let at = 0; at < before.length; at++) moved += (after[at] ?? 0) - (before[at] ?? 0);
    expect(moved / before.length / 0.006).toBeCloseTo(1, 4);
    expect(numberOf(change) / 0.006).toBeCloseTo(1, 4);
    tf.dispose([image, next]);
    update.dispose();
  });

  test('a Gram matrix of six million positions is right', () => {
    const { image } = photoLike(1999, 2999);
    const positions: Tensor2D = tf.reshape(image, [1999 * 2999, 3]);
    const share = 1 / positions.shape[0];
    const found = tf.tidy(() => secondMoment(positions, (x) => tf.mul(x, share))).dataSync();
    const wanted = new Float64Array(9);
    const numbers = positions.dataSync();
    for (let at = 0; at < numbers.length; at += 3) {
      for (let i = 0; i < 9; i++) {
        const product = (numbers[at + Math.floor(i / 3)] ?? 0) * (numbers[at + (i % 3)] ?? 0);
        wanted[i] = (wanted[i] ?? 0) + share * product;
      }
    }
    for (const [i, value] of wanted.entries()) expect((found[i] ?? 0) / value).toBeCloseTo(1, 4);
    tf.dispose([image, positions]);
  });

  test.each([
    [64, 341],
    [128, 171],
    [700, 1000],
  ])('means of %i x %i pixels are right to 1e-5', (height, width) => {
    const { image, mean } = photoLike(height, width);
    expect(numberOf(tf.mean(image)) / mean).toBeCloseTo(1, 5);
    const positions = tf.reshape(image, [height * width, 3]);
    const colours = tf.mean(positions, 0).dataSync<'float32'>();
    expect(colours.reduce((a, b) => a + b) / 3 / mean).toBeCloseTo(1, 5);
    tf.dispose([image, positions]);
  });
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    expectOk(await useBackend(backend));
  });

  test.each([
    { shape: [5, 6, 7], axes: [0, 1, 2] },
    { shape: [5, 6, 7], axes: [0] },
    { shape: [5, 6, 7], axes: [1] },
    { shape: [5, 6, 7], axes: [2] },
    { shape: [5, 6, 7], axes: [-1, 1] },
    { shape: [5, 6, 7], axes: [0, 2] },
    { shape: [1, 6, 1, 7], axes: [0, 1, 2] },
    { shape: [1, 6, 1, 7], axes: [1, 2] },
    { shape: [1, 1, 1], axes: [1] },
    { shape: [4, 5, 6, 7], axes: [1, 2] },
    { shape: [1, 260, 260, 2], axes: [1, 2] },
    { shape: [2, 260, 260], axes: [1, 2] },
  ])('sums and means of $shape over $axes', ({ shape, axes }) => {
    const x = tf.reshape(randomTensor(1, 1, tf.util.sizeFromShape(shape), 3), shape);
    const summed = axes.map((axis) => (axis + shape.length) % shape.length);
    const wanted = new Map<string, number>();
    const [values, strides] = [x.dataSync(), tf.util.computeStrides(shape).concat(1)];
    for (const [at, value] of values.entries()) {
      const place = shape.map((length, axis) => Math.floor(at / (strides[axis] ?? 1)) % length);
      const key = place.filter((_, axis) => !summed.includes(axis)).join();
      wanted.set(key, (wanted.get(key) ?? 0) + value);
    }
    const count = x.size / wanted.size;
    for (const keepDims of [false, true]) {
      const [sums, means] = [tf.sum(x, axes, keepDims), tf.mean(x, axes, keepDims)];
      expect(sums.shape).toEqual(
        shape.flatMap((n, axis) => (summed.includes(axis) ? (keepDims ? [1] : []) : [n])),
      );
      expect(means.shape).toEqual(sums.shape);
      [...wanted.values()].forEach((sum, at) => {
        expect((sums.dataSync()[at] as number) / count).toBeCloseTo(sum / count, 5);
        expect(means.dataSync()[at]).toBeCloseTo(sum / count, 5);
      });
    }
  });

  test('whole numbers stay whole', () => {
    expect(numberOf(tf.sum(tf.tensor1d([1, 2, 3], 'int32')))).toBe(6);
    expect(tf.sum(tf.tensor1d([true, true], 'bool')).dtype).toBe('int32');
  });
});
