import type { Picture } from './picture.ts';

/** Writes the new red, green and blue of a pixel to `out[at]`, `out[at + 1]`, `out[at + 2]`. */
type WritePixel = (r: number, g: number, b: number, out: Float32Array, at: number) => void;

/** A new picture, pixel by pixel. Writing in place spares an array per pixel. */
export function mapPixels({ width, height, data }: Picture, write: WritePixel): Picture {
  const out = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    write(data[at] as number, data[at + 1] as number, data[at + 2] as number, out, at);
  }
  return { width, height, data: out };
}

/** A new picture, value by value: the same change for red, green and blue. */
export function mapValues(
  picture: Picture,
  change: (value: number, at: number) => number,
): Picture {
  const { width, height, data } = picture;
  return { width, height, data: data.map((value, at) => change(value, at)) };
}

/** The nearest value in [0, 1]. */
export function clip(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
