import { ok } from '../../common/result.ts';
import { combine, type Objective, scale } from '../../engine/index.ts';
import type { NodeRun } from '../node-run.ts';
import { serveAll } from '../run/by-octave.ts';
import type { combineObjectives } from './definition.ts';

export const run: NodeRun<typeof combineObjectives> = ({ objectives }, { weights, normalise }) => {
  const factors = serveAll(weights, objectives.length);
  const weighted = objectives.map((objective, i) =>
    scale(normalise ? asOne(objective) : objective, factors[i] ?? 1),
  );
  return ok({ objective: combine(...weighted) });
};

/** Scaled so that the magnitudes of its weights sum to 1. */
function asOne(objective: Objective): Objective {
  const total = objective.terms.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return total === 0 ? objective : scale(objective, 1 / total);
}
