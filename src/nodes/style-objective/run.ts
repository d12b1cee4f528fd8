import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { styleTerms } from '../_run/style-terms.ts';
import { objectiveOf } from '../_run/terms.ts';
import type { styleObjective } from './definition.ts';

export const run: NodeRun<typeof styleObjective> = ({ network, style, mask }, params) =>
  ok({
    objective: objectiveOf(styleTerms(network, style, params.weight, params), mask, params.weight),
  });
