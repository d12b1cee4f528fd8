import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { seed as definition } from './definition.ts';

export const run: NodeRun<typeof definition> = (_inputs, { seed }) => ok({ seed });
