import { ok } from '../../common/result.ts';
import { maskToPicture, mergeOctaves, type Picture } from '../../engine/index.ts';
import type { NodeInputs, NodeRun } from '../_run/node-run.ts';
import type { preview } from './definition.ts';

type Shown = NodeInputs<typeof preview>['image'];

export const run: NodeRun<typeof preview> = ({ image }) => ok({ image: pictureOf(image) });

/** Octaves as the photo with all its detail, masks in grey. */
function pictureOf(shown: Shown): Picture {
  if ('photo' in shown) return mergeOctaves(shown, { strength: 1 });
  const colours = shown.data.length / (shown.width * shown.height);
  return colours === 3 ? shown : maskToPicture(shown);
}
