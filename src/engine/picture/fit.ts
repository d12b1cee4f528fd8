import type { Filter } from './axis-taps.ts';
import type { Picture, Size } from './picture.ts';
import { resizePhoto } from './resize.ts';

/** A part of a picture of any size, in shares of its width and height; (0, 0) is the top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How a picture is brought to a size. `contain`: the largest that fits inside, whole and with its
 * own proportions, without bars, so the result may be narrower or lower than asked; `cover`: fills
 * the size, what juts out on two sides is cut off; `stretch`: fills the size, proportions give way.
 */
export type FitMode = 'contain' | 'cover' | 'stretch';

/**
 * The part of the picture inside the rectangle, to whole pixels, at least one pixel. What lies
 * beyond the picture is left out. Rectangles that touch give parts that touch, unless one of them
 * is thinner than half a pixel.
 */
export function crop(picture: Picture, rectangle: Rectangle): Picture {
  const [left, right] = span(rectangle.x, rectangle.width, picture.width);
  const [top, bottom] = span(rectangle.y, rectangle.height, picture.height);
  return cut(picture, left, top, { width: right - left, height: bottom - top });
}

/** Brings the picture to `size`, shrinking or enlarging it. */
export function fit(
  picture: Picture,
  size: Size,
  mode: FitMode,
  filter: Filter = 'triangle',
): Picture {
  switch (mode) {
    case 'stretch':
      return resizePhoto(picture, size, filter);
    case 'contain':
      return resizePhoto(
        picture,
        scaled(picture, Math.min(size.width / picture.width, size.height / picture.height)),
        filter,
      );
    case 'cover':
      return resizePhoto(cutToProportions(picture, size), size, filter);
  }
}

/** Shrinks the picture so that its long side has at most `longSide` pixels; never enlarges it. */
export function limitLongSide(
  picture: Picture,
  longSide: number,
  filter: Filter = 'triangle',
): Picture {
  const factor = longSide / Math.max(picture.width, picture.height);
  return factor >= 1 ? picture : resizePhoto(picture, scaled(picture, factor), filter);
}

/** The middle of the picture, with the proportions of `size` as well as whole pixels allow. */
function cutToProportions(picture: Picture, { width, height }: Size): Picture {
  const factor = Math.min(picture.width / width, picture.height / height);
  const size = scaled({ width, height }, factor);
  const left = Math.floor((picture.width - size.width) / 2);
  const top = Math.floor((picture.height - size.height) / 2);
  return cut(picture, left, top, size);
}

function scaled({ width, height }: Size, factor: number): Size {
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** First sample and the one after the last of a share of an axis. */
function span(start: number, share: number, length: number): [number, number] {
  const first = Math.min(Math.max(Math.round(start * length), 0), length - 1);
  const end = Math.min(Math.max(Math.round((start + share) * length), first + 1), length);
  return [first, end];
}

function cut(picture: Picture, left: number, top: number, size: Size): Picture {
  const { width, height } = size;
  if (width === picture.width && height === picture.height) return picture;
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, data };
}
