import { ok } from '../../common/result.ts';
import { transform as move } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { transform } from './definition.ts';

export const run: NodeRun<typeof transform> = ({ image }, transformation) =>
  ok({ image: move(image, transformation) });
