import { type AxisTaps, bilinearTaps } from './axis-taps.ts';
import type { Mask, Picture, Size } from './picture.ts';

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

/** `resize` for a mask. */
export function resizeMask(mask: Mask, size: Size, options: ResizeOptions = {}): Mask {
  if (sameSize(mask, size)) return mask;
  return { ...sizeOf(size), data: resizeChannels(mask, 1, size, options) };
}

export function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

/**
 * One output row at a time: blend the input rows it needs, then resample that row across. This
 * needs no intermediate picture, only one row in double precision.
 */
function resizeChannels(
  source: Picture | Mask,
  channels: number,
  { width, height }: Size,
  { antialias = true }: ResizeOptions,
): Float32Array {
  const down = bilinearTaps(source.height, height, antialias);
  const across = bilinearTaps(source.width, width, antialias);
  const row = new Float64Array(source.width * channels);
  const result = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    blendRows(source.data, down, y, row);
    const target = result.subarray(y * width * channels, (y + 1) * width * channels);
    if (channels === 3) resampleColourRow(row, across, target);
    else resampleRow(row, across, target);
  }
  return result;
}

function blendRows(data: Float32Array, taps: AxisTaps, y: number, row: Float64Array): void {
  const start = taps.starts[y] as number;
  const count = taps.counts[y] as number;
  row.fill(0);
  for (let k = 0; k < count; k++) {
    const weight = taps.weights[y * taps.stride + k] as number;
    const offset = (start + k) * row.length;
    for (let i = 0; i < row.length; i++) {
      row[i] = (row[i] as number) + weight * (data[offset + i] as number);
    }
  }
}

function resampleRow(row: Float64Array, taps: AxisTaps, target: Float32Array): void {
  for (let x = 0; x < target.length; x++) {
    const start = taps.starts[x] as number;
    const count = taps.counts[x] as number;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      sum += (taps.weights[x * taps.stride + k] as number) * (row[start + k] as number);
    }
    target[x] = sum;
  }
}

function resampleColourRow(row: Float64Array, taps: AxisTaps, target: Float32Array): void {
  for (let x = 0; x < taps.starts.length; x++) {
    const start = taps.starts[x] as number;
    const count = taps.counts[x] as number;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let k = 0; k < count; k++) {
      const weight = taps.weights[x * taps.stride + k] as number;
      const i = (start + k) * 3;
      red += weight * (row[i] as number);
      green += weight * (row[i + 1] as number);
      blue += weight * (row[i + 2] as number);
    }
    target[x * 3] = red;
    target[x * 3 + 1] = green;
    target[x * 3 + 2] = blue;
  }
}
