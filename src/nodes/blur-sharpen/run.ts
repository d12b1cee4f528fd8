import { ok } from '../../common/result.ts';
import { blur, type Picture, sharpen } from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import { within } from '../_run/pictures.ts';
import type { blurSharpen } from './definition.ts';

export const run: NodeRun<typeof blurSharpen> = ({ image, mask }, params) =>
  ok({ image: within(mask, image, change(image, params)) });

function change(image: Picture, { mode, radius, amount }: NodeParams<typeof blurSharpen>): Picture {
  switch (mode) {
    case 'blur':
      return blur(image, radius);
    case 'sharpen':
      return sharpen(image, { sigma: radius, amount });
  }
}
