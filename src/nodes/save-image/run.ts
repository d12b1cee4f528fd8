import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import type { saveImage } from './definition.ts';

/** The picture itself: the host reads name and format from the node and writes the file. */
export const run: NodeRun<typeof saveImage> = ({ image }) => ok({ image });
