import { ok } from '../../common/result.ts';
import type { NodeRun } from '../node-run.ts';
import { objectiveOf } from '../run/terms.ts';
import type { guideObjective } from './definition.ts';

export const run: NodeRun<typeof guideObjective> = ({ network, guide, mask }, params) => {
  const { match, guideSize, normalise } = params;
  const terms = params.layers.map(({ layer, weight }) => ({
    kind: 'guide' as const,
    network,
    layer,
    weight: weight * params.weight,
    normalise,
    guide,
    match,
    guideSize,
  }));
  return ok({ objective: objectiveOf(terms, mask) });
};
