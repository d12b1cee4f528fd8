import { type Filter, resizeTaps } from './axis-taps.ts';
import type { Mask, Picture, Size } from './picture.ts';
import { clipped } from './picture.ts';
import { type Channels, resample } from './resample.ts';

export interface ResizeOptions {
  /** Average over the area that shrinks into a pixel; no effect when enlarging. Default true. */
  readonly antialias?: boolean;
}

/**
 * Half-pixel bilinear resize, antialiased by a triangle filter when shrinking; beyond the edges the
 * picture is mirrored (which is replication when enlarging). Linear in the picture, so it also
 * takes details, whose values may be negative. At the same size the result is the picture itself,
 * the same object.
 */
export function resize(picture: Picture, size: Size, options: ResizeOptions = {}): Picture {
  if (sameSize(picture, size)) return picture;
  return { ...sizeOf(size), data: resizeChannels(picture, 3, size, options) };
}

/**
 * Brings a photo to its working size. `lanczos` keeps it sharp: shrunk to 320 px, photographs have
 * 1.06 to 1.10 times the gradient that a bicubic filter leaves, by `triangle` (`resize`) 0.84 to
 * 0.90 times. It overshoots at hard edges, which is cut off at black and white.
 */
export function resizePhoto(photo: Picture, size: Size, filter: Filter): Picture {
  if (filter === 'triangle' || sameSize(photo, size)) return resize(photo, size);
  const across = resizeTaps(photo.width, size.width, true, filter);
  const down = resizeTaps(photo.height, size.height, true, filter);
  return clipped({ ...sizeOf(size), data: resample(photo.data, 3, across, down) });
}

/** `resize` for a mask. */
export function resizeMask(mask: Mask, size: Size, options: ResizeOptions = {}): Mask {
  if (sameSize(mask, size)) return mask;
  return { ...sizeOf(size), data: resizeChannels(mask, 1, size, options) };
}

function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function resizeChannels(
  source: Picture | Mask,
  channels: Channels,
  { width, height }: Size,
  { antialias = true }: ResizeOptions,
): Float32Array {
  const across = resizeTaps(source.width, width, antialias);
  const down = resizeTaps(source.height, height, antialias);
  return resample(source.data, channels, across, down);
}
