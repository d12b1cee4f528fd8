import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Result } from '../../common/result.ts';
import type { Size } from '../picture/picture.ts';

/** The activations of the wanted layers, or their cotangents, by layer name: [1, h, w, c]. */
export type Activations = ReadonlyMap<string, Tensor4D>;

/**
 * A network compiled for the layers asked for: it runs forward, and backward with respect to the
 * picture only, for any picture size.
 *
 * This is the seam between the ascent and whatever computes. tfjs/ runs on TensorFlow.js operations,
 * simd/ on wasm kernels of our own; another program (WebGPU kernels, say) is a folder beside them
 * with a table of kernels for the operations of network/operations.ts, and one line in
 * session/session.ts, which chooses. Below this interface they share the IR and its passes only.
 */
export interface Program {
  readonly layers: readonly string[];
  /** Whether every layer has an output for a picture of this size; says which size it needs. */
  fits(size: Size): Result<void>;
  /**
   * @param image [1, H, W, 3] in [0, 1]; the network's own range is applied inside.
   * @returns the activations of `layers`; the caller disposes them.
   */
  forward(image: Tensor4D): Activations;
  /**
   * One forward and one backward pass.
   * @param evaluate gets the activations (valid during the call only) and returns the cotangent of
   *   each layer that has one, same shape as the activation; the program takes them over.
   * @returns d(objective)/d(image), [1, H, W, 3]; the caller disposes it.
   */
  gradient(image: Tensor4D, evaluate: (activations: Activations) => Activations): Tensor4D;
  dispose(): void;
}
