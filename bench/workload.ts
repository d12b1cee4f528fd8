import * as tf from '@tensorflow/tfjs-core';
import type { Activations, Program } from '../src/engine/programs/program.ts';
import { timed } from './measure.ts';

/** The step of every contender: forward, mean(mixed3) + mean(mixed5), gradient with respect to the picture. */
export const layers = ['mixed3', 'mixed5'];

export function randomPicture(width: number, height: number): tf.Tensor4D {
  return tf.randomUniform([1, height, width, 3], 0, 1, 'float32', 1);
}

/** Ours. The caller disposes the gradient. */
export function programStep(program: Program, image: tf.Tensor4D): tf.Tensor4D {
  return program.gradient(image, means);
}

function means(activations: Activations): Activations {
  return new Map(
    [...activations].map(([layer, a]) => [layer, tf.fill(a.shape, 1 / a.size) as tf.Tensor4D]),
  );
}

/** Milliseconds until the gradient can be read. */
export function timedStep(step: () => tf.Tensor): number {
  return timed(() => {
    const gradient = step();
    gradient.dataSync();
    gradient.dispose();
  });
}
