import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { maxPoolGradient } from '../../../../src/engine/programs/tfjs/kernels/max-pool-gradient.ts';

/** Where several elements are largest the first one gets the gradient, on every path. */
const pool = { size: [2, 2], strides: [2, 2], dilation: [1, 1], padding: 'valid' } as const;

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => void (await useBackend(backend)));
  afterAll(() => tf.setBackend('cpu'));

  const gradientOf = (values: readonly number[]) => {
    const x = tf.tensor4d([...values], [1, 2, 4, 1]);
    const y = tf.maxPool(x, 2, 2, 'valid');
    const cotangent = tf.tensor4d([1, 2], [1, 1, 2, 1]);
    return [...maxPoolGradient(cotangent, x, y, pool).dataSync()];
  };

  test('a flat picture', () => {
    expect(gradientOf([3, 3, 3, 3, 3, 3, 3, 3])).toEqual([1, 0, 2, 0, 0, 0, 0, 0]);
  });

  test('ties away from the corner', () => {
    expect(gradientOf([1, 5, 0, 0, 5, 5, 0, 7])).toEqual([0, 1, 0, 0, 0, 0, 0, 2]);
  });

  test('negative values', () => {
    expect(gradientOf([-1, -5, -4, -3, -2, -1, -3, -9])).toEqual([1, 0, 0, 2, 0, 0, 0, 0]);
  });
});
