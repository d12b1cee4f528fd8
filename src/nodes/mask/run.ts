import { fail, ok, type Result } from '../../common/result.ts';
import {
  blurMask,
  channelMask,
  invertMask,
  linearGradientMask,
  luminanceMask,
  type Mask,
  type Picture,
  radialGradientMask,
  strokeMask,
} from '../../engine/index.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import type { mask } from './definition.ts';

type Params = NodeParams<typeof mask>;

/** The size of a mask that is not made for a picture. */
const square = { width: 512, height: 512 };

export const run: NodeRun<typeof mask> = ({ image }, params) => {
  const drawn = draw(image, params);
  if (!drawn.ok) return drawn;
  const { width, height } = drawn.value;
  const soft = blurMask(drawn.value, (params.feather / 100) * Math.max(width, height));
  return ok({ mask: params.invert ? invertMask(soft) : soft });
};

function draw(image: Picture | undefined, params: Params): Result<Mask> {
  const size = image ?? square;
  switch (params.kind) {
    case 'strokes':
      return ok(strokeMask(size, params.strokes));
    case 'linear': {
      const from = { x: params.startX, y: params.startY };
      return ok(linearGradientMask(size, { from, to: { x: params.endX, y: params.endY } }));
    }
    case 'radial': {
      const { centreX: x, centreY: y, inner, outer } = params;
      return ok(radialGradientMask(size, { centre: { x, y }, inner, outer }));
    }
    case 'luminance':
      return image
        ? ok(luminanceMask(image, { low: params.low, high: params.high }))
        : fail(needsImage);
    case 'image':
      return image ? ok(channelMask(image, params.channel)) : fail(needsImage);
  }
}

const needsImage = {
  code: 'missing-input',
  message: 'This mask is made from an image, and none is connected.',
  remedy: 'Connect one to image, or paint the mask.',
};
