import type { Mask, Point, Size } from './picture.ts';
import { clip } from './pixels.ts';

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
