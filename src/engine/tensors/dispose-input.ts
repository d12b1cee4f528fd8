import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * The result of a stage, whose input is freed unless it is the result itself. A tidy alone would
 * keep what every stage made until the last one ends: gigabytes, for large pictures.
 */
export function handOn<In extends Tensor, Out extends Tensor>(
  input: In,
  stage: (input: In) => Out,
): Out {
  const output = stage(input);
  if (output.id !== input.id) input.dispose();
  return output;
}
