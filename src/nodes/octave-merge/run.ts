import { ok } from '../../common/result.ts';
import { mergeOctaves } from '../../engine/index.ts';
import type { NodeRun } from '../node-run.ts';
import { serveAll } from '../run/by-octave.ts';
import type { octaveMerge } from './definition.ts';

export const run: NodeRun<typeof octaveMerge> = ({ octaves }, { strength, weights }) =>
  ok({
    image: mergeOctaves(octaves, { strength, weights: serveAll(weights, octaves.sizes.length) }),
  });
