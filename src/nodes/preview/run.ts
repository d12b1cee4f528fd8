import { ok } from '../../common/result.ts';
import { maskToPicture, mergeOctaves, motionToPicture, type Picture } from '../../engine/index.ts';
import type { NodeInputs, NodeRun } from '../_run/node-run.ts';
import type { preview } from './definition.ts';

type Shown = NodeInputs<typeof preview>['image'];

export const run: NodeRun<typeof preview> = ({ image }) => ok({ image: pictureOf(image) });

/** Octaves as the photo with all its detail, masks in grey, motions in the colours of their wheel. */
function pictureOf(shown: Shown): Picture {
  switch (shown.kind) {
    case 'image':
      return shown.value;
    case 'octaves':
      return mergeOctaves(shown.value, { strength: 1 });
    case 'mask':
      return maskToPicture(shown.value);
    case 'motion':
      return motionToPicture(shown.value);
  }
}
