import { type Mask, masked, type Objective, type Term } from '../../engine/index.ts';

/**
 * An objective of the given terms, on the part of the picture that the mask shows.
 * @param weight of the objective as a whole, which the weights of the terms contain already.
 */
export function objectiveOf(
  terms: readonly Term[],
  mask: Mask | undefined,
  weight: number,
): Objective {
  return mask ? masked({ terms, weight }, mask) : { terms, weight };
}
