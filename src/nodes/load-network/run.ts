import { ok } from '../../common/result.ts';
import { type InputRange, inputRanges, type Network } from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import type { loadNetwork } from './definition.ts';

type Params = NodeParams<typeof loadNetwork>;

export const run: NodeRun<typeof loadNetwork> = async (_inputs, params, context) => {
  const loaded = await context.loadNetwork(params.file);
  if (!loaded.ok) return loaded;
  const network = loaded.value;
  const isKnown = params.range === 'known' && params.order === 'known';
  return ok({ network: isKnown ? network : { ...network, range: rangeOf(network, params) } });
};

function rangeOf(network: Network, params: Params): InputRange {
  const { scale, offset, order: own } = valuesOf(network, params);
  const order = params.order === 'known' ? own : params.order;
  return { scale, offset, ...(order === 'bgr' && { order }) };
}

function valuesOf(network: Network, { range, scale, offset }: Params): InputRange {
  if (range === 'known') return network.range;
  if (range !== 'custom') return inputRanges[range];
  return { scale: perColour(scale), offset: perColour(offset) };
}

function perColour(values: readonly number[]): readonly [number, number, number] {
  const [red = 0, green = red, blue = green] = values;
  return [red, green, blue];
}
