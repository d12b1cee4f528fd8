import type { Colours, InputRange, RangeName } from '../input-range.ts';

/*
 * The values that networks were trained on, by name. Load Network offers them, and
 * `wantsOf` says which of them a network probably wants.
 */

export const inputRanges: Readonly<Record<RangeName, InputRange>> = {
  'zero-to-one': { scale: 1, offset: 0 },
  'minus-one-to-one': { scale: 2, offset: -1 },
  'zero-to-255': { scale: 255, offset: 0 },
  imagenet: standardised([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
  clip: standardised([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]),
  caffe: { scale: 255, offset: [-123.68, -116.779, -103.939], order: 'bgr' },
};

/** As sentences say what is given. */
export const rangeInWords: Readonly<Record<RangeName, string>> = {
  'zero-to-one': 'values from 0 to 1',
  'minus-one-to-one': 'values from -1 to 1',
  'zero-to-255': 'values from 0 to 255',
  imagenet: 'values minus the mean of ImageNet, divided by its deviation',
  clip: 'values minus the mean of the pictures of CLIP, divided by their deviation',
  caffe: 'values from 0 to 255 minus the mean, blue first',
};

function standardised(mean: Colours, deviation: Colours): InputRange {
  const [r, g, b] = deviation;
  return {
    scale: [1 / r, 1 / g, 1 / b],
    offset: [-mean[0] / r, -mean[1] / g, -mean[2] / b],
  };
}
