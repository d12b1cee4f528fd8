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
