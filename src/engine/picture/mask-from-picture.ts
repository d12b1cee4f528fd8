import { luma } from './colour.ts';
import type { Mask, Picture } from './picture.ts';
import { clip } from './pixels.ts';

export type ColourChannel = 'red' | 'green' | 'blue';

export interface LuminanceRange {
  /** BT.601 luma that becomes 0, in [0, 1]. Default 0. */
  readonly low?: number | undefined;
  /** Luma that becomes 1, in [0, 1]. At or below `low`, everything above `low` is 1. Default 1. */
  readonly high?: number | undefined;
  /** Dark places instead of bright ones. Default false. */
  readonly invert?: boolean | undefined;
}

/** How bright the picture is, from 0 at `low` to 1 at `high`, in a straight line between. */
export function luminanceMask(picture: Picture, range: LuminanceRange = {}): Mask {
  const { low = 0, high = 1, invert = false } = range;
  const { width, height, data } = picture;
  const mask = new Float32Array(width * height);
  const span = Math.max(high - low, 1e-6);
  for (let pixel = 0, at = 0; pixel < mask.length; pixel++, at += 3) {
    const light = luma(data[at] as number, data[at + 1] as number, data[at + 2] as number);
    const share = clip((light - low) / span);
    mask[pixel] = invert ? 1 - share : share;
  }
  return { width, height, data: mask };
}

/** One channel of the picture as a mask. */
export function channelMask({ width, height, data }: Picture, channel: ColourChannel): Mask {
  const offset = { red: 0, green: 1, blue: 2 }[channel];
  const mask = new Float32Array(width * height);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    mask[pixel] = clip(data[pixel * 3 + offset] as number);
  }
  return { width, height, data: mask };
}
