import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AscentOptions } from './options.ts';

/** Keeps a flat gradient flat, without weighing on one of any size that float32 can square. */
const epsilon = 1e-18;

/**
 * The gradient over its size, measured over the whole picture. With `mean` one step of size s moves
 * the picture by s on average (Google 2015); `std` is the population deviation (TensorFlow
 * tutorial).
 */
export function normalise(gradient: Tensor4D, kind: AscentOptions['normalise']): Tensor4D {
  if (kind === 'none') return gradient;
  return tf.tidy(() => {
    // Squares of raw gradients would leave float32's range: bring them near 1 first.
    const near = tf.div(gradient, tf.add(meanMagnitude(gradient), epsilon)) as Tensor4D;
    if (kind === 'mean') return near;
    const centre = kind === 'std' ? tf.mean(near) : tf.scalar(0);
    const spread = tf.sqrt(tf.mean(tf.square(tf.sub(near, centre))));
    return tf.div(near, tf.add(spread, 1e-8)) as Tensor4D;
  });
}

/** mean|x| over all elements. */
export function meanMagnitude(tensor: tf.Tensor): Scalar {
  return tf.tidy(() => tf.mean(tf.abs(tensor)) as Scalar);
}
