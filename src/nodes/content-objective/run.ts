import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { contentTerms, objectiveOf } from '../_run/objectives.ts';
import type { contentObjective } from './definition.ts';

export const run: NodeRun<typeof contentObjective> = ({ network, content, mask }, params) =>
  ok({
    objective: objectiveOf(
      contentTerms(network, content, params.weight, params),
      mask,
      params.weight,
    ),
  });
