import { fail, ok, type Result } from '../../common/result.ts';
import { crop, type Filter, type Picture, resizePhoto } from '../../engine/index.ts';

/**
 * The part of a picture between left, top, right and bottom edge, in shares of width and height.
 * Problem: `empty-crop`.
 */
export function cutOut(picture: Picture, edges: readonly number[]): Result<Picture> {
  const [left = 0, top = 0, right = 1, bottom = 1] = edges;
  if (left >= right || top >= bottom) {
    return fail({
      code: 'empty-crop',
      message: `The crop ${edges.join(', ')} leaves nothing. Give left, top, right and bottom so that left is less than right and top less than bottom.`,
    });
  }
  return ok(crop(picture, { x: left, y: top, width: right - left, height: bottom - top }));
}

/** Both sides times the factor, to whole pixels, at least 1. */
export function scaleBy(picture: Picture, factor: number, filter: Filter): Picture {
  const scaled = (side: number) => Math.max(1, Math.round(side * factor));
  const size = { width: scaled(picture.width), height: scaled(picture.height) };
  return resizePhoto(picture, size, filter);
}
