import { type Mask, masked, type Objective, type Term } from '../../engine/index.ts';

/** An objective of the given terms, on the part of the picture that the mask shows. */
export function objectiveOf(terms: readonly Term[], mask: Mask | undefined): Objective {
  return mask ? masked({ terms }, mask) : { terms };
}
