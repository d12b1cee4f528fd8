import { ok } from '../../common/result.ts';
import type { NodeRun } from '../node-run.ts';
import { contentTerms } from '../run/style-terms.ts';
import { objectiveOf } from '../run/terms.ts';
import type { contentObjective } from './definition.ts';

export const run: NodeRun<typeof contentObjective> = ({ network, content, mask }, params) =>
  ok({
    objective: objectiveOf(
      contentTerms(network, content, params.weight, params),
      mask,
      params.weight,
    ),
  });
