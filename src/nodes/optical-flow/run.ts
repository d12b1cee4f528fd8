import { ok } from '../../common/result.ts';
import { opticalFlow as findMotion, resizePhoto } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { opticalFlow } from './definition.ts';

export const run: NodeRun<typeof opticalFlow> = async ({ from, to }, options) => {
  const motion = await findMotion(resizePhoto(from, to, 'lanczos'), to, options);
  return motion.ok ? ok({ motion: motion.value }) : motion;
};
