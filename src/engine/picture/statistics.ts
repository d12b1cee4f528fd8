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

/** mean|d| of a detail: the meter for how strong a dream is (about .03 is fine, .07 classic). */
export function meanMagnitude({ data }: Picture): number {
  return sum(data, Math.abs) / data.length;
}

/** Share of channel values at or beyond the ends of [0, 1]. */
export function clippedShare({ data }: Picture): number {
  return sum(data, (v) => (v <= 0 || v >= 1 ? 1 : 0)) / data.length;
}

function sum(values: Float32Array, term: (value: number, index: number) => number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += term(values[i] as number, i);
  return total;
}
