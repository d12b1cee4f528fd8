import { fail, ok, type Result } from '../../common/result.ts';
import type { Network, Term } from '../../engine/index.ts';
import type { LayerWeight } from '../../graph/params/layers.ts';
import { channelsOf, directionOf } from '../_run/channels.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import { objectiveOf } from '../_run/objectives.ts';
import type { layerObjective } from './definition.ts';

type Params = NodeParams<typeof layerObjective>;

export const run: NodeRun<typeof layerObjective> = ({ network, mask }, params) => {
  const terms: Term[] = [];
  for (const entry of params.layers) {
    const made = termsOf(network, entry, params);
    if (!made.ok) return made;
    terms.push(...made.value);
  }
  return ok({ objective: objectiveOf(terms, mask, params.weight) });
};

function termsOf(
  network: Network,
  { layer, byOctave, ...entry }: LayerWeight,
  { measure, power, normalise, leaveOutFlesh, ...params }: Params,
): Result<readonly Term[]> {
  const weight = entry.weight * params.weight;
  const on = { network, layer, weight, ...(byOctave && { byOctave }), normalise };
  const value = entry.channels ?? params.channels;
  const chosen = channelsOf(network, layer, value, leaveOutFlesh);
  if (!chosen.ok) return chosen;
  const channels = chosen.value;
  if (measure === 'neuron') {
    if (value === 'all' || !channels) return fail(needsChannels(layer, 'the centre neuron'));
    const share = weight / channels.length;
    return ok(channels.map((channel) => ({ ...on, kind: 'neuron', weight: share, channel })));
  }
  if (measure === 'direction') {
    if (value === 'all' || !channels) return fail(needsChannels(layer, 'a direction'));
    const direction = directionOf(network, layer, channels);
    return direction.ok
      ? ok([{ ...on, kind: 'direction', direction: direction.value, power }])
      : direction;
  }
  return ok([{ ...on, kind: 'layer', measure, ...(channels && { channels }) }]);
}

function needsChannels(layer: string, measure: string) {
  return {
    code: 'needs-channels',
    message: `Measuring ${measure} of ${layer} needs channels by number.`,
    remedy: 'Set Channels to some, such as 3, 7.',
  };
}
