import { ok } from '../../common/result.ts';
import { asOne, combine, scale } from '../../engine/index.ts';
import { repeatLast } from '../../graph/params/numbers.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { combineObjectives } from './definition.ts';

export const run: NodeRun<typeof combineObjectives> = ({ objectives }, { weights, normalise }) => {
  const factors = repeatLast(weights, objectives.length);
  const weighted = objectives.map((objective, i) =>
    scale(normalise ? asOne(objective) : objective, factors[i] ?? 1),
  );
  return ok({ objective: combine(...weighted) });
};
