import type { AxisTaps } from './axis-taps.ts';

/** Interleaved values per pixel: 3 for a picture, 1 for a mask. */
export type Channels = 1 | 3;

/**
 * Filters interleaved `data` along both axes; the taps give the new width and height. One output
 * row at a time: blend the input rows it needs, then resample that row across. This needs no
 * intermediate picture, only one row in double precision.
 */
export function resample(
  data: Float32Array,
  channels: Channels,
  across: AxisTaps,
  down: AxisTaps,
): Float32Array {
  const width = across.starts.length;
  const height = down.starts.length;
  const row = new Float64Array(across.from * channels);
  const result = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    blendRows(data, down, y, row);
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
