import { ok } from '../../common/result.ts';
import { fit as fitTo, limitLongSide, type Picture } from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import { cutOut } from '../_run/pictures.ts';
import type { loadImage } from './definition.ts';

export const run: NodeRun<typeof loadImage> = async (_inputs, params, { readPicture, warn }) => {
  const file = await readPicture(params.file, warn);
  if (!file.ok) return file;
  const part = cutOut(file.value, params.crop);
  return part.ok ? ok({ image: toSize(part.value, params) }) : part;
};

function toSize(picture: Picture, { fit: mode, ...params }: NodeParams<typeof loadImage>): Picture {
  switch (mode) {
    case 'original':
      return picture;
    case 'limit':
      return limitLongSide(picture, params.size, params.filter);
    case 'contain':
    case 'cover':
    case 'stretch':
      return fitTo(picture, { width: params.width, height: params.height }, mode, params.filter);
  }
}
