import type { Tensor } from '@tensorflow/tfjs-core';
import type { AscentOptions } from '../options.ts';
import { createAdam } from './adam.ts';

/** Turns gradients into the directions to walk in. One for each octave. */
export interface OptimiserState {
  /** @returns a direction per gradient; new tensors or the gradients themselves. Call in a tidy. */
  directions(gradients: readonly Tensor[]): readonly Tensor[];
  dispose(): void;
}

export function createOptimiser(optimiser: AscentOptions['optimiser']): OptimiserState {
  switch (optimiser.kind) {
    case 'ascent':
      return { directions: (gradients) => gradients, dispose: () => {} };
    case 'adam':
      return createAdam(optimiser.beta1, optimiser.beta2);
  }
}
