import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { objectiveOf, styleTerms } from '../_run/objectives.ts';
import type { styleObjective } from './definition.ts';

export const run: NodeRun<typeof styleObjective> = ({ network, style, mask }, params) =>
  ok({
    objective: objectiveOf(styleTerms(network, style, params.weight, params), mask, params.weight),
  });
