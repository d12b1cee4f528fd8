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
  const first = (taps.starts[y] as number) * row.length;
  const count = taps.counts[y] as number;
  const weight = (k: number): number =>
    k < count ? (taps.weights[y * taps.stride + k] as number) : 0;
  row.fill(0);
  // Two input rows at a time: reading and writing the row costs more than the sums.
  for (let k = 0; k < count; k += 2) {
    const [one, two] = [weight(k), weight(k + 1)];
    const above = first + k * row.length;
    const below = k + 1 < count ? above + row.length : above;
    for (let i = 0; i < row.length; i++) {
      const sum = one * (data[above + i] as number) + two * (data[below + i] as number);
      row[i] = (row[i] as number) + sum;
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
