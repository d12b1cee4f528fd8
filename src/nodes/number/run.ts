import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { number } from './definition.ts';

export const run: NodeRun<typeof number> = (_inputs, { value }) => ok({ number: value });
