import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Zeros } from './padding.ts';

/** A filter on the backend, ready to be laid over pictures. */
export interface Correlator {
  /** The caller disposes the result. */
  run(x: Tensor4D, around: Around): Tensor4D;
  dispose(): void;
}

export interface Around {
  readonly pad: 'same' | 'valid' | Zeros;
  readonly bias: Tensor1D | null;
  readonly activation: FusedActivation;
}

/** The activations that every backend applies on the way. */
export type FusedActivation = 'linear' | 'relu' | 'relu6' | 'sigmoid';
