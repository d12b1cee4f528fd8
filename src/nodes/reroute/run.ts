import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { reroute } from './definition.ts';

export const run: NodeRun<typeof reroute> = ({ value }) => ok({ value: value.value });
