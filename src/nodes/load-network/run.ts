import { ok } from '../../common/result.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import type { loadNetwork } from './definition.ts';

type Range = Exclude<NodeParams<typeof loadNetwork>['range'], 'known'>;

/** What a network wants for a picture x in [0, 1]: scale · x + offset. */
const ranges: Readonly<Record<Range, { readonly scale: number; readonly offset: number }>> = {
  'zero-to-one': { scale: 1, offset: 0 },
  'minus-one-to-one': { scale: 2, offset: -1 },
  'zero-to-255': { scale: 255, offset: 0 },
};

export const run: NodeRun<typeof loadNetwork> = async (_inputs, { file, range }, context) => {
  const loaded = await context.loadNetwork(file);
  if (!loaded.ok) return loaded;
  const network = loaded.value;
  return ok({ network: range === 'known' ? network : { ...network, range: ranges[range] } });
};
