import { fail, ok, type Result } from '../../common/result.ts';
import type { Network, Term } from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../node-run.ts';
import { directionOf } from '../run/direction.ts';
import { objectiveOf } from '../run/terms.ts';
import type { layerObjective } from './definition.ts';

type Params = NodeParams<typeof layerObjective>;

export const run: NodeRun<typeof layerObjective> = ({ network, mask }, params) => {
  const terms: Term[] = [];
  for (const { layer, weight } of params.layers) {
    const made = termsOf(network, layer, weight * params.weight, params);
    if (!made.ok) return made;
    terms.push(...made.value);
  }
  return ok({ objective: objectiveOf(terms, mask) });
};

function termsOf(
  network: Network,
  layer: string,
  weight: number,
  { measure, channels, power, normalise }: Params,
): Result<readonly Term[]> {
  const on = { network, layer, weight, normalise };
  if (measure === 'neuron') {
    if (channels === 'all') return fail(needsChannels(layer, 'the centre neuron'));
    const share = weight / channels.length;
    return ok(channels.map((channel) => ({ ...on, kind: 'neuron', weight: share, channel })));
  }
  if (measure === 'direction') {
    if (channels === 'all') return fail(needsChannels(layer, 'a direction'));
    const direction = directionOf(network, layer, channels);
    return direction.ok
      ? ok([{ ...on, kind: 'direction', direction: direction.value, power }])
      : direction;
  }
  return ok([{ ...on, kind: 'layer', measure, ...(channels !== 'all' && { channels }) }]);
}

function needsChannels(layer: string, measure: string) {
  return {
    code: 'needs-channels',
    message: `Measuring ${measure} of ${layer} needs channels by number. Set Channels to some, such as 3, 7.`,
  };
}
