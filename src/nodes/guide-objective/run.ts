import { ok } from '../../common/result.ts';
import type { Term } from '../../engine/index.ts';
import { channelsOf } from '../_run/channels.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { objectiveOf } from '../_run/objectives.ts';
import type { guideObjective } from './definition.ts';

export const run: NodeRun<typeof guideObjective> = ({ network, guide, mask }, params) => {
  const { match, guideSize, normalise, leaveOutFlesh } = params;
  const terms: Term[] = [];
  for (const { layer, weight, byOctave, channels = 'all' } of params.layers) {
    const chosen = channelsOf(network, layer, channels, leaveOutFlesh);
    if (!chosen.ok) return chosen;
    terms.push({
      kind: 'guide',
      network,
      layer,
      weight: weight * params.weight,
      ...(byOctave && { byOctave }),
      normalise,
      guide,
      match,
      guideSize,
      ...(chosen.value && { channels: chosen.value }),
    });
  }
  return ok({ objective: objectiveOf(terms, mask, params.weight) });
};
