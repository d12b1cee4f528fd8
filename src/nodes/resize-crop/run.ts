import { ok } from '../../common/result.ts';
import { fit as fitTo, type Picture } from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import { cutOut, scaleBy } from '../_run/pictures.ts';
import type { resizeCrop } from './definition.ts';

export const run: NodeRun<typeof resizeCrop> = ({ image }, params) => {
  const part = cutOut(image, params.crop);
  return part.ok ? ok({ image: toSize(part.value, params) }) : part;
};

function toSize(
  picture: Picture,
  { fit: mode, ...params }: NodeParams<typeof resizeCrop>,
): Picture {
  switch (mode) {
    case 'scale':
      return scaleBy(picture, params.factor, params.filter);
    case 'long-side':
      return fitTo(picture, { width: params.size, height: params.size }, 'contain', params.filter);
    case 'contain':
    case 'cover':
    case 'stretch':
      return fitTo(picture, { width: params.width, height: params.height }, mode, params.filter);
  }
}
