import { ok } from '../../common/result.ts';
import { warp as along } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { warp } from './definition.ts';

export const run: NodeRun<typeof warp> = ({ image, motion }, options) =>
  ok(along(image, motion, options));
