import { ok } from '../../common/result.ts';
import { blend } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { merge } from './definition.ts';

export const run: NodeRun<typeof merge> = ({ below, above, mask }, { mode, amount }) =>
  ok({ image: blend(below, above, { mode, amount, mask }) });
