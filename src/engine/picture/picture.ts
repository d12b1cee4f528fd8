/**
 * A colour picture in main memory: `height` x `width` pixels, row-major, interleaved RGB, float32,
 * values in [0, 1] (sRGB-encoded, as in a file). `data.length === width * height * 3`.
 *
 * Pictures are arrays and not tensors: they outlive a lost GPU context, travel between workers,
 * need no disposal, and give the same bytes on every backend. Tensors exist only inside the engine
 * while it works. See docs/decisions/001-pictures-are-arrays.md.
 *
 * Treat as immutable: functions return new pictures.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A single-channel picture in [0, 1], row-major; `data.length === width * height`. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Width and height in whole pixels, at least 1 each. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A place on a picture of any size: (0, 0) is the top left corner of the first pixel, (1, 1) the
 * bottom right corner of the last.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Red, green, blue, sRGB-encoded unless said otherwise. */
export type Rgb = readonly [number, number, number];

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

/** Every so many pixels of a large picture, for a quick look at about a long side of it. */
export function thinned(picture: Picture, longSide: number): Picture {
  const step = Math.floor(Math.max(picture.width, picture.height) / longSide);
  if (step < 2) return picture;
  const width = Math.floor(picture.width / step);
  const height = Math.floor(picture.height / step);
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * step * picture.width + x * step) * 3;
      data.set(picture.data.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

/** The nearest value in [0, 1]. */
export function clip(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}

/** `mapValues` by `clip`, in a loop of its own: at 24 megapixels it takes a sixth of the time. */
export function clipped({ width, height, data: values }: Picture): Picture {
  const data = new Float32Array(values.length);
  for (let at = 0; at < data.length; at++) data[at] = clip(values[at] as number);
  return { width, height, data };
}
