import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

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
