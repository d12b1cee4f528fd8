import type { Tensor } from '@tensorflow/tfjs-core';

/** Turns gradients into the directions to walk in. One for each octave. */
export interface OptimiserState {
  /** @returns a direction per gradient; new tensors or the gradients themselves. Call in a tidy. */
  directions(gradients: readonly Tensor[]): readonly Tensor[];
  dispose(): void;
}
