import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape4D } from '../ops.ts';

/** The values of one forward pass, and the shapes of all of them even after they are freed. */
export interface Values {
  readonly tensors: Map<string, Tensor4D>;
  readonly shapes: Map<string, Shape4D>;
}

export function get<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined) throw new Error(`The value of ${name} is gone or was never made.`);
  return value;
}

export function free(tensors: Map<string, Tensor4D>, name: string): void {
  tensors.get(name)?.dispose();
  tensors.delete(name);
}
