import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { regulariser } from './definition.ts';

export const run: NodeRun<typeof regulariser> = (_inputs, { kind, weight }) =>
  ok({ objective: { terms: [{ kind, weight }], weight } });
