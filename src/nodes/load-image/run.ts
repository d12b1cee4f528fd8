import { ok } from '../../common/result.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { cutOut, toSize } from '../_run/pictures.ts';
import type { loadImage } from './definition.ts';

export const run: NodeRun<typeof loadImage> = async (_inputs, params, { readPicture, warn }) => {
  const file = await readPicture(params.file, warn);
  if (!file.ok) return file;
  const part = cutOut(file.value, params.crop);
  return part.ok ? ok({ image: toSize(part.value, params) }) : part;
};
