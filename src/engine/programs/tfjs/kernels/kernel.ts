import type { Tensor4D } from '@tensorflow/tfjs-core';

/** One node, its weights on the backend. All values are [1, H, W, C]. */
export interface Kernel {
  /** What `backward` reads of the forward pass; everything else is freed as the pass goes on. */
  readonly keeps: { readonly inputs: boolean; readonly output: boolean };
  /** The caller disposes the result, which never is one of the inputs. */
  forward(inputs: readonly Tensor4D[]): Tensor4D;
  /**
   * Input gradients: given the cotangent of the output, that of each input. The caller disposes
   * cotangent and results.
   */
  backward(cotangent: Tensor4D, kept: Kept): readonly Tensor4D[];
  dispose(): void;
}

export interface Kept {
  readonly inputShapes: readonly Shape4D[];
  /** Empty unless `keeps.inputs`. */
  readonly inputs: readonly Tensor4D[];
  /** Null unless `keeps.output`. */
  readonly output: Tensor4D | null;
}

export type Shape4D = readonly [number, number, number, number];

/** The one input of an operation that has one. */
export function only<T>(inputs: readonly T[]): T {
  const [first] = inputs;
  if (first === undefined || inputs.length !== 1) {
    throw new Error(`One input expected, ${inputs.length} given.`);
  }
  return first;
}
