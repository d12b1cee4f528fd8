import { ok } from '../../common/result.ts';
import { paintPicture } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { sizeOf } from '../_run/pictures.ts';
import type { painting } from './definition.ts';

export const run: NodeRun<typeof painting> = (_inputs, { kind, size, aspect, seed }) =>
  ok({ image: paintPicture(kind, sizeOf(size, aspect), seed) });
