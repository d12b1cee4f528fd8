import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Differences well below its root, 2.5 levels of 255, count by their square: no kink at 0. */
const epsilon = 1e-4;

type Axis = 1 | 2;

/**
 * Σ sqrt(dx² + dy² + 1e-4) over pixels and colours, differences to the right and below neighbour,
 * 0 past the ends; and the gradient of its negative.
 */
export function totalVariation(image: Tensor4D): { value: Scalar; gradient: Tensor4D } {
  return tf.tidy(() => {
    const down = difference(image, 1);
    const right = difference(image, 2);
    const length = tf.sqrt<Tensor4D>(tf.add(tf.add(tf.square(down), tf.square(right)), epsilon));
    const gradient = tf.add<Tensor4D>(
      divergence(tf.div(down, length), 1),
      divergence(tf.div(right, length), 2),
    );
    return { value: tf.sum<Scalar>(length), gradient };
  });
}

/** x[i + 1] - x[i], and 0 for the last. */
function difference(x: Tensor4D, axis: Axis): Tensor4D {
  const length = x.shape[axis];
  if (length === 1) return tf.zerosLike(x);
  const inner = tf.sub<Tensor4D>(part(x, axis, 1, length - 1), part(x, axis, 0, length - 1));
  return tf.pad(inner, margins(axis, 0, 1));
}

/** n[i] - n[i - 1]; the last n is 0. */
function divergence(n: Tensor4D, axis: Axis): Tensor4D {
  const length = n.shape[axis];
  if (length === 1) return n;
  return tf.sub(n, tf.pad(part(n, axis, 0, length - 1), margins(axis, 1, 0)));
}

function part(x: Tensor4D, axis: Axis, begin: number, size: number): Tensor4D {
  return axis === 1
    ? tf.slice4d(x, [0, begin, 0, 0], [-1, size, -1, -1])
    : tf.slice4d(x, [0, 0, begin, 0], [-1, -1, size, -1]);
}

function margins(axis: Axis, before: number, after: number): [number, number][] {
  return [0, 1, 2, 3].map((a) => (a === axis ? [before, after] : [0, 0]));
}

/** mean (x - x0)², and the gradient of its negative. */
export function startDistance(
  image: Tensor4D,
  start: Tensor4D,
): { value: Scalar; gradient: Tensor4D } {
  return tf.tidy(() => {
    const difference = tf.sub<Tensor4D>(image, start);
    return {
      value: tf.mean<Scalar>(tf.square(difference)),
      gradient: tf.mul<Tensor4D>(difference, -2 / image.size),
    };
  });
}
