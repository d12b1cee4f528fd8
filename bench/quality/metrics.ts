import { cosineBasis } from '../../src/engine/ascent/parametrisation.ts';
import type { Picture, Size } from '../../src/engine/index.ts';

/** after - before, value by value. Same size. */
export function difference(before: Picture, after: Picture): Picture {
  const data = after.data.map((value, at) => value - (before.data[at] as number));
  return { ...after, data };
}

export function meanSquare(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

/** Shifted circularly, in pixels. */
export function shifted(picture: Picture, [down, right]: readonly [number, number]): Picture {
  const { width, height, data } = picture;
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 3, (y + 1) * width * 3);
    const to = ((y + down) % height) * width * 3;
    out.set(row.subarray(0, (width - right) * 3), to + right * 3);
    out.set(row.subarray((width - right) * 3), to);
  }
  return { width, height, data: out };
}

/** Rec. 601 luma of each pixel. */
export function lumaOf({ data }: Picture): Float64Array {
  const luma = new Float64Array(data.length / 3);
  for (let at = 0; at < luma.length; at++) {
    const [r = 0, g = 0, b = 0] = data.subarray(at * 3, at * 3 + 3);
    luma[at] = 0.299 * r + 0.587 * g + 0.114 * b;
  }
  return luma;
}

/** Share of a detail's energy at frequencies above half Nyquist (a quarter cycle a pixel), by DCT. */
export function shareAboveHalfNyquist(detail: Picture): number {
  return shareOfFiner(detail, 4);
}

/** Share of a detail's energy in waves shorter than so many pixels, by DCT. */
export function shareOfFiner(detail: Picture, pixels: number): number {
  const { width, height } = detail;
  const rows = product(cosineBasis(height), lumaOf(detail), height, height, width);
  const spectrum = timesTransposed(rows, cosineBasis(width), height, width);
  let [all, fine] = [0, 0];
  for (const [at, value] of spectrum.entries()) {
    const frequency = Math.hypot(Math.floor(at / width) / height, (at % width) / width) / 2;
    all += value * value;
    if (frequency > 1 / pixels) fine += value * value;
  }
  return all === 0 ? 0 : fine / all;
}

/** [n, m] x [m, width]. */
function product(a: Float32Array, b: Float64Array, n: number, m: number, width: number) {
  const out = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k] as number;
      for (let j = 0; j < width; j++) {
        out[i * width + j] = (out[i * width + j] as number) + factor * (b[k * width + j] as number);
      }
    }
  }
  return out;
}

/** [height, width] x [width, width]ᵀ. */
function timesTransposed(a: Float64Array, b: Float32Array, height: number, width: number) {
  const out = new Float64Array(height * width);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) {
        sum += (a[i * width + k] as number) * (b[j * width + k] as number);
      }
      out[i * width + j] = sum;
    }
  }
  return out;
}

export interface Borders {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/**
 * How much a detail jumps across borders: mean squared step between the pixels on either side of
 * them, over that between all other neighbours. 1: nothing to be seen there.
 */
export function seamEnergy(detail: Picture, { columns, rows }: Borders): number {
  const { width, height } = detail;
  const luma = lumaOf(detail);
  const [atColumns, atRows] = [new Set(columns), new Set(rows)];
  let [seam, seams, other, others] = [0, 0, 0, 0];
  const add = (step: number, isSeam: boolean) => {
    if (isSeam) {
      seam += step * step;
      seams++;
    } else {
      other += step * step;
      others++;
    }
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = luma[y * width + x] as number;
      if (x > 0) add(here - (luma[y * width + x - 1] as number), atColumns.has(x));
      if (y > 0) add(here - (luma[(y - 1) * width + x] as number), atRows.has(y));
    }
  }
  return seams === 0 || other === 0 ? 0 : seam / seams / (other / others);
}

/** Mean distance that colours move, apart from brightness: red and blue, each less the luma. */
export function colourDrift(before: Picture, after: Picture): number {
  const [from, to] = [lumaOf(before), lumaOf(after)];
  let sum = 0;
  for (let at = 0; at < from.length; at++) {
    const chroma = (of: Picture, luma: Float64Array, c: 0 | 2) =>
      (of.data[at * 3 + c] as number) - (luma[at] as number);
    sum += Math.hypot(
      chroma(after, to, 0) - chroma(before, from, 0),
      chroma(after, to, 2) - chroma(before, from, 2),
    );
  }
  return sum / from.length;
}

/** Energy of a detail within `margin` pixels of the edges over that inside, per pixel. */
export function edgeEnergy({ width, height, data }: Picture, margin: number): number {
  let [edge, edges, inside, insides] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const energy = [0, 1, 2].reduce((sum, c) => sum + (data[pixel * 3 + c] as number) ** 2, 0);
    if (Math.min(x, y, width - 1 - x, height - 1 - y) < margin) {
      edge += energy;
      edges++;
    } else {
      inside += energy;
      insides++;
    }
  }
  return inside === 0 ? 0 : edge / edges / (inside / insides);
}

/** Mean size of a detail within `margin` pixels of the edges over that inside. */
export function borderRate({ width, height, data }: Picture, margin: number): number {
  const [edge, inside] = [
    { sum: 0, count: 0 },
    { sum: 0, count: 0 },
  ];
  for (const [at, value] of data.entries()) {
    const pixel = Math.floor(at / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const isEdge = Math.min(x, y, width - 1 - x, height - 1 - y) < margin;
    const part = isEdge ? edge : inside;
    part.sum += Math.abs(value);
    part.count++;
  }
  return edge.sum / edge.count / (inside.sum / inside.count);
}

/** Root mean square of the differences between neighbours. */
export function gradientSize({ width, height, data }: Picture): number {
  let sum = 0;
  let count = 0;
  for (const [at, value] of data.entries()) {
    const pixel = Math.floor(at / 3);
    if (pixel % width < width - 1) {
      sum += ((data[at + 3] as number) - value) ** 2;
      count++;
    }
    if (pixel < width * (height - 1)) {
      sum += ((data[at + 3 * width] as number) - value) ** 2;
      count++;
    }
  }
  return Math.sqrt(sum / count);
}

/** Pearson's correlation. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [da, db] = [(a[at] as number) - meanA, (b[at] as number) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] as number;
  return sum / values.length;
}

/** How far the centre of a spot lies from the middle of its picture, in pixels. */
export function offCentre({ data }: Picture, { width, height }: Size): number {
  let [mass, right, down] = [0, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const value = data[pixel * 3] as number;
    mass += value;
    right += value * ((pixel % width) + 0.5);
    down += value * (Math.floor(pixel / width) + 0.5);
  }
  return Math.hypot(right / mass - width / 2, down / mass - height / 2);
}
