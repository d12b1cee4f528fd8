import type { Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Eigenvalues down to 2.25^-18 (5e-7) of the norm are resolved. The inverse of smaller ones comes
 * out too small, never too large; and those that rounding has made negative, about -1e-7 at worst,
 * have no time to diverge. So more steps would not be more exact.
 */
const iterations = 18;

/**
 * The square root of a symmetric matrix without negative eigenvalues, and that root's inverse, by
 * the coupled Newton-Schulz iteration (Higham 2008, "Functions of Matrices", 6.35): matrix products
 * only, so it runs on every backend without reading anything back. Within a `tidy`.
 */
export function squareRoot(matrix: Tensor2D): { root: Tensor2D; inverse: Tensor2D } {
  const norm = tf.sqrt(tf.sum(tf.square(matrix)));
  const threeHalves = tf.mul(identity(matrix.shape[0]), 1.5);
  let root = tf.div<Tensor2D>(matrix, norm);
  let inverse = identity(matrix.shape[0]);
  for (let i = 0; i < iterations; i++) {
    const [nextRoot, nextInverse] = tf.tidy((): [Tensor2D, Tensor2D] => {
      const correction = tf.sub<Tensor2D>(threeHalves, tf.mul(tf.matMul(inverse, root), 0.5));
      return [tf.matMul<Tensor2D>(root, correction), tf.matMul<Tensor2D>(correction, inverse)];
    });
    tf.dispose([root, inverse]);
    root = nextRoot;
    inverse = nextInverse;
  }
  const scale = tf.sqrt(norm);
  return { root: tf.mul<Tensor2D>(root, scale), inverse: tf.div<Tensor2D>(inverse, scale) };
}

export function identity(size: number): Tensor2D {
  return tf.eye(size);
}

export function trace(matrix: Tensor2D): tf.Scalar {
  return tf.sum(tf.mul(matrix, identity(matrix.shape[0])));
}
