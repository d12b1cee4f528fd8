import type { Mask, Size } from '../picture/picture.ts';
import { resizeMask } from '../picture/resize.ts';

/**
 * How what is seen at each pixel of a frame has moved since the frame before, in pixels: what is now
 * at (x, y) was at (x - dx, y - dy). Pixel centres are at whole numbers; right and down are positive.
 */
export interface Motion extends Size {
  /** (dx, dy) for each pixel, row-major; `data.length === width * height * 2`. */
  readonly data: Float32Array;
  /**
   * From 0 to 1 for each pixel: whether the motion back from the frame before leads to where it came
   * from, so that both frames show the same thing. 0 where it came from outside the frame.
   */
  readonly consistency: Mask;
}

/** The motion for a picture of another size, stretched with it. */
export function atSize(motion: Motion, { width, height }: Size): Motion {
  if (motion.width === width && motion.height === height) return motion;
  const size = { width, height };
  const data = new Float32Array(width * height * 2);
  for (const [offset, factor] of [width / motion.width, height / motion.height].entries()) {
    const old = motion.data.filter((_, at) => at % 2 === offset);
    const plane = resizeMask({ ...motion, data: old }, size).data;
    for (let pixel = 0; pixel < plane.length; pixel++) {
      data[2 * pixel + offset] = factor * (plane[pixel] as number);
    }
  }
  return { ...size, data, consistency: resizeMask(motion.consistency, size) };
}
