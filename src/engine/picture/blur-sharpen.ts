import { gaussianTaps } from './axis-taps.ts';
import { clip, type Mask, mapValues, type Picture, type Size } from './picture.ts';
import { type Channels, resample } from './resample.ts';
import { resize, resizeMask } from './resize.ts';

/** Beyond this a smaller picture is blurred instead, so that the cost does not grow with sigma. */
const LARGEST_SIGMA = 3;

/**
 * Gaussian blur; `sigma` >= 0 is the standard deviation in pixels, edges are replicated. Takes
 * pictures and details. Beyond sigma 3 the result differs from the plain filter by up to 1 % of the
 * contrast, more within a few pixels of an edge. At sigma 0 the result is the picture itself, the
 * same object.
 */
export function blur(picture: Picture, sigma: number): Picture {
  return blurChannels(picture, 3, sigma, resize);
}

/** `blur` for a mask: feathers its borders. */
export function blurMask(mask: Mask, sigma: number): Mask {
  return blurChannels(mask, 1, sigma, resizeMask);
}

type Source = Picture | Mask;

function blurChannels(
  source: Source,
  channels: Channels,
  sigma: number,
  resizeTo: (source: Source, size: Size) => Source,
): Source {
  if (sigma <= 0) return source;
  const factor = Math.max(1, sigma / LARGEST_SIGMA);
  const size = {
    width: Math.ceil(source.width / factor),
    height: Math.ceil(source.height / factor),
  };
  const small = resizeTo(source, size);
  const across = gaussianTaps(size.width, remainingSigma(sigma, source.width / size.width));
  const down = gaussianTaps(size.height, remainingSigma(sigma, source.height / size.height));
  const data = resample(small.data, channels, across, down);
  return resizeTo({ ...size, data }, source);
}

/**
 * In pixels of the picture shrunk by `factor`. Shrinking and enlarging blur too: each by a triangle
 * of variance factor² / 6.
 */
function remainingSigma(sigma: number, factor: number): number {
  return factor === 1 ? sigma : Math.sqrt((sigma / factor) ** 2 - 1 / 3);
}

export interface SharpenOptions {
  /** Standard deviation in pixels of the blur that tells what is sharp: the size of the halo. */
  readonly sigma: number;
  /** How much of the difference to the blurred picture is added; 0 keeps the picture. */
  readonly amount: number;
}

/** Unsharp mask: v + amount · (v − blurred v), clipped to [0, 1]. */
export function sharpen(picture: Picture, { sigma, amount }: SharpenOptions): Picture {
  if (amount === 0 || sigma <= 0) return picture;
  const soft = blur(picture, sigma).data;
  return mapValues(picture, (v, at) => clip(v + amount * (v - (soft[at] as number))));
}
