import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * A network compiled for the layers asked for: it runs forward, and backward with respect to the
 * picture only, for any picture size. Holds weights as tensors on the current backend.
 */
export interface Program {
  readonly layers: readonly string[];
  /**
   * @param image [1, H, W, 3] in [0, 1]; the network's own range is applied inside.
   * @returns the activations of `layers`; the caller disposes them.
   */
  forward(image: Tensor4D): ReadonlyMap<string, Tensor4D>;
  /**
   * One forward and one backward pass.
   * @param evaluate gets the activations (valid during the call only) and returns the cotangent of
   *   each layer that has one, same shape as the activation; the program takes them over.
   * @returns d(objective)/d(image), [1, H, W, 3]; the caller disposes it.
   */
  gradient(
    image: Tensor4D,
    evaluate: (activations: ReadonlyMap<string, Tensor4D>) => ReadonlyMap<string, Tensor4D>,
  ): Tensor4D;
  dispose(): void;
}
