import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * In what terms the ascent moves the picture: x = D · p for a linear map D of parameters to
 * pictures [1, H, W, 3]. Only changes pass through D, so the parameters of the picture itself are
 * never needed, and a picture cut to its gamut cannot disagree with them. Call inside a tidy.
 */
export interface ParametrisationMap {
  /** Dᵀ · g: the gradient by the parameters. */
  pullBack(gradient: Tensor4D): readonly Tensor[];
  /** D · p: the change of the picture that a change of the parameters makes. */
  synthesise(parameters: readonly Tensor[]): Tensor4D;
  dispose(): void;
}
