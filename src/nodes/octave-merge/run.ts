import { ok } from '../../common/result.ts';
import { mergeDetail, totalDetail } from '../../engine/index.ts';
import { repeatLast } from '../../graph/params/numbers.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { octaveMerge } from './definition.ts';

export const run: NodeRun<typeof octaveMerge> = async (
  { octaves },
  { weights, ...look },
  context,
) => {
  const each = repeatLast(weights, octaves.sizes.length);
  const detail = await context.memoise(async () => ok(totalDetail(octaves, each)));
  return detail.ok ? ok({ image: mergeDetail(octaves.photo, detail.value, look) }) : detail;
};
