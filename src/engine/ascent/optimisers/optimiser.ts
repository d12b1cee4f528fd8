import type { AscentOptions } from '../options.ts';
import { createAdam } from './adam.ts';
import type { OptimiserState } from './state.ts';

export function createOptimiser(optimiser: AscentOptions['optimiser']): OptimiserState {
  switch (optimiser.kind) {
    case 'ascent':
      return { directions: (gradients) => gradients, dispose: () => {} };
    case 'adam':
      return createAdam(optimiser.beta1, optimiser.beta2);
  }
}
