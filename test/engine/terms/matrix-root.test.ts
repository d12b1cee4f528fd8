import type { Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { squareRoot } from '../../../src/engine/terms/style-wasserstein.ts';
import { backends, normals, use } from './prepare-terms.ts';

const size = 64;

describe.each(backends)('square roots of matrices on %s', (backend) => {
  beforeAll(() => use(backend));

  test('root times root is the matrix, root times inverse the identity', () => {
    tf.tidy(() => {
      const matrix = covarianceOf(500, 0.01);
      const { root, inverse } = squareRoot(matrix);
      expect(largest(tf.sub(tf.matMul(root, root), matrix))).toBeLessThan(1e-5);
      expect(largest(tf.sub(tf.matMul(root, inverse), tf.eye(size)))).toBeLessThan(1e-4);
    });
  });

  test('fewer samples than channels: nothing blows up, and the root is right', () => {
    tf.tidy(() => {
      const matrix = covarianceOf(20, 0);
      const { root, inverse } = squareRoot(matrix);
      expect(largest(tf.sub(tf.matMul(root, root), matrix))).toBeLessThan(1e-4);
      const bound = 1.5 ** 18 / Math.sqrt(tf.norm(matrix).dataSync()[0] as number);
      expect(largest(inverse)).toBeLessThan(1.1 * bound);
    });
  });
});

/** Channels of very different variance. */
function covarianceOf(samples: number, ridge: number): Tensor2D {
  const rows = tf.tensor2d(normals(samples * size, 7), [samples, size]);
  const scales = tf.tensor1d(Array.from({ length: size }, (_, c) => 0.9 ** c));
  const x = tf.mul(rows, scales);
  return tf.add(tf.div(tf.matMul(x, x, true), samples), tf.mul(tf.eye(size), ridge));
}

function largest(x: tf.Tensor): number {
  return tf.max(tf.abs(x)).dataSync()[0] as number;
}
