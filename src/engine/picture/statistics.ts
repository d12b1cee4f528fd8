import { type Matrix3, scale } from './matrix3.ts';
import type { Picture, Rgb } from './picture.ts';

export interface ColourStatistics {
  readonly mean: Rgb;
  /** Population covariance of red, green and blue. */
  readonly covariance: Matrix3;
}

export function colourStatistics({ data }: Picture): ColourStatistics {
  const count = data.length / 3;
  let [r, g, b] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    r += data[i] as number;
    g += data[i + 1] as number;
    b += data[i + 2] as number;
  }
  const mean: Rgb = [r / count, g / count, b / count];
  let [rr, rg, rb, gg, gb, bb] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    const dr = (data[i] as number) - mean[0];
    const dg = (data[i + 1] as number) - mean[1];
    const db = (data[i + 2] as number) - mean[2];
    rr += dr * dr;
    rg += dr * dg;
    rb += dr * db;
    gg += dg * dg;
    gb += dg * db;
    bb += db * db;
  }
  return { mean, covariance: scale([rr, rg, rb, rg, gg, gb, rb, gb, bb], 1 / count) };
}

/** Mean and population standard deviation. */
export function meanAndDeviation(values: Float32Array): { mean: number; deviation: number } {
  const mean = sum(values, (v) => v) / values.length;
  const variance = sum(values, (v) => (v - mean) ** 2) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** mean|d| of a detail: the meter for how strong a dream is (about .03 is fine, .07 classic). */
export function meanMagnitude({ data }: Picture): number {
  return sum(data, Math.abs) / data.length;
}

/** Share of channel values at or beyond the ends of [0, 1]. */
export function clippedShare({ data }: Picture): number {
  return sum(data, (v) => (v <= 0 || v >= 1 ? 1 : 0)) / data.length;
}

/**
 * How much of a detail is pixel noise: the energy of the detail minus the mean of its four
 * neighbours (edges replicated), over the energy of the detail. About 1.25 for white noise, near 0
 * for smooth forms, 0 for no detail at all.
 */
export function highFrequencyShare({ width, height, data }: Picture): number {
  const at = (x: number, y: number, channel: number): number => {
    const column = Math.min(Math.max(x, 0), width - 1);
    const row = Math.min(Math.max(y, 0), height - 1);
    return data[(row * width + column) * 3 + channel] as number;
  };
  const energy = sum(data, (v) => v * v);
  const fine = sum(data, (value, i) => {
    const channel = i % 3;
    const x = ((i - channel) / 3) % width;
    const y = Math.floor(i / 3 / width);
    const around =
      at(x - 1, y, channel) + at(x + 1, y, channel) + at(x, y - 1, channel) + at(x, y + 1, channel);
    return (value - around / 4) ** 2;
  });
  return energy === 0 ? 0 : fine / energy;
}

function sum(values: Float32Array, term: (value: number, index: number) => number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += term(values[i] as number, i);
  return total;
}
