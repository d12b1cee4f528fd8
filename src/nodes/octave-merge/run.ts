import { ok } from '../../common/result.ts';
import { mergeOctaves } from '../../engine/index.ts';
import { repeatLast } from '../../graph/params/numbers.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { octaveMerge } from './definition.ts';

export const run: NodeRun<typeof octaveMerge> = ({ octaves }, { weights, ...look }) =>
  ok({
    image: mergeOctaves(octaves, { ...look, weights: repeatLast(weights, octaves.sizes.length) }),
  });
