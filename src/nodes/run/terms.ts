import { masked } from '../../engine/objective/algebra.ts';
import type { Objective, Term } from '../../engine/objective/objective.ts';
import type { Mask } from '../../engine/picture/index.ts';

/** An objective of the given terms, on the part of the picture that the mask shows. */
export function objectiveOf(terms: readonly Term[], mask: Mask | undefined): Objective {
  return mask ? masked({ terms }, mask) : { terms };
}
