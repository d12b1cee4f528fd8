import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { LocalResponseOperation, NormaliseOperation } from '../../../network/ir.ts';
import { type Kernel, only } from './kernel.ts';

const inputKept = { inputs: true, output: false };

/** Instance, group and layer norm: what is averaged differs. */
export function normaliseKernel({ over, groups, epsilon }: NormaliseOperation): Kernel {
  /** Row by row first: a sum of so many numbers one by one would lose digits. */
  const mean = (x: Tensor4D): Tensor4D =>
    over === 'positions' ? tf.mean(tf.mean(x, [1, 3], true), 0, true) : tf.mean(x, 3, true);
  const inGroups = (x: Tensor4D): Tensor4D => {
    const [, height, width, channels] = x.shape;
    return tf.reshape(x, [height, width, groups, channels / groups]);
  };
  const normalise = (x: Tensor4D) => {
    const centred: Tensor4D = tf.sub(x, mean(x));
    const factor = tf.rsqrt(tf.add(mean(tf.square(centred)), epsilon));
    return { normal: tf.mul(centred, factor), factor };
  };
  return {
    keeps: inputKept,
    forward: (inputs) => {
      const x = only(inputs);
      return tf.tidy(() => tf.reshape(normalise(inGroups(x)).normal, x.shape));
    },
    backward: (cotangent, { inputs }) => [
      tf.tidy(() => {
        const { normal, factor } = normalise(inGroups(only(inputs)));
        const g = inGroups(cotangent);
        const along = tf.mul(normal, mean(tf.mul(g, normal)));
        return tf.reshape(tf.mul(factor, tf.sub(tf.sub(g, mean(g)), along)), cotangent.shape);
      }),
    ],
    dispose: () => {},
  };
}

/** Sums over neighbouring channels as products with a matrix of ones around its diagonal. */
export function localResponseKernel(operation: LocalResponseOperation): Kernel {
  const { size, alpha, beta, bias } = operation;
  const neighbours = new Map<number, Tensor2D>();
  const neighboursFor = (channels: number): Tensor2D => {
    const made = neighbours.get(channels) ?? tf.keep(neighbourMatrix(channels, size));
    neighbours.set(channels, made);
    return made;
  };
  const sumUp = (x: Tensor4D, transpose: boolean): Tensor4D => {
    const [, height, width, channels] = x.shape;
    const rows = tf.reshape(x, [height * width, channels]);
    return tf.reshape(tf.matMul(rows, neighboursFor(channels), false, !transpose), x.shape);
  };
  const base = (x: Tensor4D): Tensor4D =>
    tf.add(tf.mul(sumUp(tf.square(x), false), alpha / size), bias);
  return {
    keeps: inputKept,
    forward: (inputs) => {
      const x = only(inputs);
      return tf.tidy(() => tf.mul(x, tf.pow(base(x), -beta)));
    },
    backward: (cotangent, { inputs }) => [
      tf.tidy(() => {
        const x = only(inputs);
        const below = base(x);
        const direct = tf.mul(cotangent, tf.pow(below, -beta));
        const others = sumUp(tf.div(tf.mul(direct, x), below), true);
        return tf.sub(direct, tf.mul(tf.mul(x, others), (2 * alpha * beta) / size));
      }),
    ],
    dispose: () => tf.dispose([...neighbours.values()]),
  };
}

/** [channel, other]: 1 where the window of the channel has the other. */
function neighbourMatrix(channels: number, size: number): Tensor2D {
  const before = Math.floor((size - 1) / 2);
  const matrix = new Float32Array(channels * channels);
  for (let c = 0; c < channels; c++) {
    const first = Math.max(c - before, 0);
    const end = Math.min(c - before + size, channels);
    matrix.fill(1, c * channels + first, c * channels + end);
  }
  return tf.tensor2d(matrix, [channels, channels]);
}
