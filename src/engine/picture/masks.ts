import { luma } from './colour.ts';
import { clip, type Mask, type Picture, type Point, type Size } from './picture.ts';

export interface LinearGradient {
  /** Where the mask is 0, and beyond. */
  readonly from: Point;
  /** Where it is 1, and beyond. */
  readonly to: Point;
}

export interface RadialGradient {
  readonly centre: Point;
  /** Full up to this distance, in shares of the picture's long side. */
  readonly inner: number;
  /** Nothing from this distance on. At or below `inner`, the disc has a hard border. */
  readonly outer: number;
}

/** Rises in a straight line from 0 at one point to 1 at the other, as seen on the picture. */
export function linearGradientMask(size: Size, { from, to }: LinearGradient): Mask {
  const dx = (to.x - from.x) * size.width;
  const dy = (to.y - from.y) * size.height;
  // Two points in one place: a hard edge through it would have no direction, so all is 1.
  const square = dx * dx + dy * dy;
  if (square === 0) return build(size, () => 1);
  const [left, top] = [from.x * size.width, from.y * size.height];
  return build(size, (x, y) => clip(((x - left) * dx + (y - top) * dy) / square));
}

/** A round spot, 1 in the middle and falling in a straight line to 0 outside. */
export function radialGradientMask(size: Size, { centre, inner, outer }: RadialGradient): Mask {
  const unit = Math.max(size.width, size.height);
  const [left, top] = [centre.x * size.width, centre.y * size.height];
  const span = Math.max(outer - inner, 1e-6);
  return build(size, (x, y) =>
    clip(1 - (Math.sqrt((x - left) ** 2 + (y - top) ** 2) / unit - inner) / span),
  );
}

/** A mask from the value at each pixel's centre, in pixels. */
function build({ width, height }: Size, value: (x: number, y: number) => number): Mask {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = value(x + 0.5, y + 0.5);
  }
  return { width, height, data };
}

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

export function invertMask({ width, height, data }: Mask): Mask {
  return { width, height, data: data.map((value) => 1 - value) };
}

/** Grey, the mask's value in all three channels. */
export function maskToPicture({ width, height, data }: Mask): Picture {
  const grey = new Float32Array(data.length * 3);
  for (let pixel = 0; pixel < data.length; pixel++) {
    grey.fill(clip(data[pixel] as number), pixel * 3, pixel * 3 + 3);
  }
  return { width, height, data: grey };
}

/** How much of the picture is left where the light does not fall. */
const dark = 0.15;

/** The picture as it is where the mask is 1, nearly dark where it is 0. Same size. */
export function spotlight({ width, height, data }: Picture, { data: light }: Mask): Picture {
  const lit = data.map(
    (value, at) => value * (dark + (1 - dark) * (light[Math.floor(at / 3)] as number)),
  );
  return { width, height, data: lit };
}
