import { limitLongSide, type Picture, pictureToRgba8 } from '../../engine/picture/index.ts';
import type { RgbaPicture } from '../execute/events.ts';

/** Bytes of their own, which may be transferred: the picture stays as it is. */
export function toRgba(picture: Picture, longSide = Infinity): RgbaPicture {
  const { width, height } = picture;
  const shown = Math.max(width, height) <= longSide ? picture : limitLongSide(picture, longSide);
  return { width: shown.width, height: shown.height, data: pictureToRgba8(shown) };
}
