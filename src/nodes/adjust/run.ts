import { ok } from '../../common/result.ts';
import { adjust as develop } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { within } from '../_run/pictures.ts';
import type { adjust } from './definition.ts';

export const run: NodeRun<typeof adjust> = ({ image, mask }, adjustment) =>
  ok({ image: within(mask, image, develop(image, adjustment)) });
