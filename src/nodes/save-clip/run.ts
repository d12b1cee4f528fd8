import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { saveClip } from './definition.ts';

/** The frame itself: the host reads name and format from the node and writes the film. */
export const run: NodeRun<typeof saveClip> = ({ image }) => ok({ image });
