import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AscentOptions } from './options.ts';

export function createOptimiser(optimiser: AscentOptions['optimiser']): OptimiserState {
  switch (optimiser.kind) {
    case 'ascent':
      return { directions: (gradients) => gradients, dispose: () => {} };
    case 'adam':
      return createAdam(optimiser.beta1, optimiser.beta2);
  }
}

/** Turns gradients into the directions to walk in. One for each octave. */
export interface OptimiserState {
  /** @returns a direction per gradient; new tensors or the gradients themselves. Call in a tidy. */
  directions(gradients: readonly Tensor[]): readonly Tensor[];
  dispose(): void;
}

const epsilon = 1e-8;

/**
 * Rounding leaves some 1e-7 of a gradient where there is none: in the colours of a grey one, beside
 * what a neuron sees. Over its own size it would be as large as all the rest, and another one on
 * every backend.
 */
const leastShare = 1e-4;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), as an ascent: running means of the gradient over those of
 * its square, both corrected for their start at 0. About 1 for a steady gradient of any size, less
 * where it keeps changing its sign, and where it is below a share of the RMS of all.
 */
export function createAdam(beta1: number, beta2: number): OptimiserState {
  let means: readonly Tensor[] = [];
  let squares: readonly Tensor[] = [];
  let step = 0;
  return {
    directions(gradients) {
      step++;
      means = follow(means, gradients, beta1);
      squares = follow(squares, gradients.map(tf.square), beta2);
      return means.map((mean, at) => {
        const unbiasedMean = tf.div(mean, 1 - beta1 ** step);
        const unbiasedSquare = tf.div(squares[at] as Tensor, 1 - beta2 ** step);
        const least = tf.mul(tf.sqrt(tf.mean(unbiasedSquare)), leastShare);
        const size = tf.maximum(tf.sqrt(unbiasedSquare), least);
        return tf.div(unbiasedMean, tf.add(size, epsilon));
      });
    },
    dispose() {
      tf.dispose([...means, ...squares]);
    },
  };
}

/** beta · before + (1 - beta) · now; frees `before`. The result outlives the tidy. */
function follow(before: readonly Tensor[], now: readonly Tensor[], beta: number): Tensor[] {
  const after = now.map((value, at) => {
    const share = tf.mul(value, 1 - beta);
    const past = before[at];
    return tf.keep(past ? tf.add(tf.mul(past, beta), share) : share);
  });
  tf.dispose([...before]);
  return after;
}

/**
 * Mean of the iterates so far in which each weighs `past` times as much as the next: the noise of
 * single steps averages out.
 */
export interface Average {
  /** The mean, null before the first iterate. Owned by this. */
  readonly value: Tensor4D | null;
  /** Takes in an iterate, which stays the caller's. */
  add(iterate: Tensor4D): void;
  dispose(): void;
}

export function createAverage(past: number): Average {
  let value: Tensor4D | null = null;
  let weight = 0;
  return {
    get value() {
      return value;
    },
    add(iterate) {
      weight = past * weight + 1;
      const before = value;
      value = before
        ? tf.tidy(() => tf.add(before, tf.mul(tf.sub(iterate, before), 1 / weight)) as Tensor4D)
        : tf.clone(iterate);
      before?.dispose();
    },
    dispose() {
      value?.dispose();
      value = null;
    },
  };
}
