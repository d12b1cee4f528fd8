import { fail, ok, type Result } from '../../common/result.ts';
import {
  blend,
  crop,
  type Filter,
  fit as fitTo,
  limitLongSide,
  type Mask,
  type Picture,
  resizePhoto,
  type Size,
} from '../../engine/index.ts';

/**
 * The part of a picture between left, top, right and bottom edge, in shares of width and height.
 * Problem: `empty-crop`.
 */
export function cutOut(picture: Picture, edges: readonly number[]): Result<Picture> {
  const [left = 0, top = 0, right = 1, bottom = 1] = edges;
  if (left >= right || top >= bottom) {
    return fail({
      code: 'empty-crop',
      message: `The crop ${edges.join(', ')} leaves nothing.`,
      remedy:
        'Give left, top, right and bottom so that left is less than right and top less than bottom.',
    });
  }
  return ok(crop(picture, { x: left, y: top, width: right - left, height: bottom - top }));
}

interface SizeParams extends Size {
  readonly fit: 'limit' | 'contain' | 'cover' | 'stretch' | 'original';
  /** The long side for `limit`. */
  readonly size: number;
  readonly filter: Filter;
}

/** A picture from outside at the size to work in. */
export function toSize(picture: Picture, { fit: mode, ...params }: SizeParams): Picture {
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

/** Both sides times the factor, to whole pixels, at least 1. */
export function scaleBy(picture: Picture, factor: number, filter: Filter): Picture {
  const scaled = (side: number) => Math.max(1, Math.round(side * factor));
  const size = { width: scaled(picture.width), height: scaled(picture.height) };
  return resizePhoto(picture, size, filter);
}

/** The changed picture where the mask is 1, the old one where it is 0. Same size. */
export function within(mask: Mask | undefined, before: Picture, after: Picture): Picture {
  return mask ? blend(before, after, { mode: 'normal', amount: 1, mask }) : after;
}

/** @param aspect width to height, such as '4:3'. */
export function sizeOf(longSide: number, aspect: string): Size {
  const [across = 1, down = 1] = aspect.split(':').map(Number);
  const unit = longSide / Math.max(across, down);
  return { width: Math.round(across * unit), height: Math.round(down * unit) };
}
