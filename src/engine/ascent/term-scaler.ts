import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { addInto, meanMagnitude } from '../tensors/arithmetic.ts';

/** Scales the terms of an objective against each other. */
export interface TermScaler {
  /** By place of the term in the objective. */
  coefficient(index: number): number;
  /** Coefficient times cotangent, normalised where its term wants that. Takes the cotangent over. */
  scale(index: number, cotangent: Tensor4D, share: number): Tensor4D;
  /** Tells that all tiles of a picture have been scaled. */
  endPicture(): void;
  dispose(): void;
}

/** For pictures in one piece: each cotangent over its own mean magnitude. */
export function wholeScaler(
  coefficients: readonly number[],
  normalised: readonly boolean[],
): TermScaler {
  const coefficient = (index: number): number => coefficients[index] ?? 0;
  return {
    coefficient,
    scale(index, cotangent) {
      const scaled = tf.tidy(() => {
        const unit = normalised[index] ? normaliseCotangent(cotangent) : cotangent;
        return tf.mul<Tensor4D>(unit, coefficient(index));
      });
      cotangent.dispose();
      return scaled;
    },
    endPicture: () => {},
    dispose: () => {},
  };
}

/**
 * For pictures in tiles: all tiles of a step must be divided by the same number, or a quiet tile
 * would dream as loudly as a busy one and show its edges. The mean over the picture is known only
 * after its last tile, so each step uses that of the step before, which differs by little.
 * @param before mean magnitude of each term's cotangent, measured before the first step.
 */
export function tiledScaler(
  coefficients: readonly number[],
  normalised: readonly boolean[],
  before: readonly number[],
): TermScaler {
  const coefficient = (index: number): number => coefficients[index] ?? 0;
  let last = new Map<number, Scalar>();
  let next = new Map<number, Scalar>();
  return {
    coefficient,
    scale(index, cotangent, share) {
      const scaled = tf.tidy(() => {
        if (!normalised[index]) return tf.mul<Tensor4D>(cotangent, coefficient(index));
        const size = last.get(index) ?? tf.scalar(before[index] ?? 0);
        return tf.mul<Tensor4D>(cotangent, tf.divNoNan(tf.scalar(coefficient(index)), size));
      });
      if (normalised[index]) {
        const size = tf.tidy(() => tf.mul<Scalar>(meanMagnitude(cotangent), share));
        next.set(index, addInto(next.get(index) ?? null, size));
      }
      cotangent.dispose();
      return scaled;
    },
    endPicture() {
      tf.dispose([...last.values()]);
      last = next;
      next = new Map();
    },
    dispose: () => tf.dispose([...last.values(), ...next.values()]),
  };
}

/**
 * The cotangent over its mean magnitude (crowsonkb/style_transfer, `num_utils.normalize`), so that
 * weights of different layers and terms are comparable. A cotangent of zeros stays one. A new
 * tensor.
 */
export function normaliseCotangent(cotangent: Tensor4D): Tensor4D {
  return tf.tidy(() =>
    tf.mul<Tensor4D>(cotangent, tf.divNoNan(tf.scalar(1), tf.mean(tf.abs(cotangent)))),
  );
}
