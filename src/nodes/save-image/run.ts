import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { saveClip } from '../save-clip/definition.ts';
import type { saveImage } from './definition.ts';

/**
 * The picture itself, or the frame of a clip: the host reads name and format from the node and writes
 * the file.
 */
export const run: NodeRun<typeof saveImage> & NodeRun<typeof saveClip> = ({ image }) =>
  ok({ image });
