import { ok } from '../../common/result.ts';
import { blend, keepColours, type Picture, transferColour } from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import { within } from '../_run/pictures.ts';
import type { colourTransfer } from './definition.ts';

type Params = NodeParams<typeof colourTransfer>;

export const run: NodeRun<typeof colourTransfer> = ({ image, colours, mask }, params) =>
  ok({ image: within(mask, image, recolour(image, colours, params)) });

function recolour(image: Picture, colours: Picture, { method, amount }: Params): Picture {
  if (method !== 'pixel') return transferColour(image, colours, { method, amount });
  return blend(image, keepColours(image, colours), { mode: 'normal', amount });
}
