/** 8-bit RGBA, row-major. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** How two pictures of one size differ. */
export interface Difference {
  readonly width: number;
  readonly height: number;
  /** Mean absolute difference of the three channels at each pixel, 0 to 255. */
  readonly map: Uint8Array<ArrayBuffer>;
  /** Mean of the map, 0 to 255. */
  readonly mean: number;
  /** Where the scale ends: but for one pixel in a thousand none differs more. */
  readonly most: number;
  /** Share of the squared difference in detail of 1, 2, 4, … pixels; the last is all that is coarser. */
  readonly bands: readonly number[];
  /** Mean of the map in each ninth of the picture, row by row. */
  readonly ninths: readonly number[];
}

const bandCount = 6;
const outliers = 0.001;

/** Compares pictures of the same size. */
export function differenceOf(a: Rgba, b: Rgba): Difference {
  const { width, height } = a;
  const map = new Uint8Array(width * height);
  // The sign counts for the size of detail: light against dark is a shape, noise cancels out.
  const signed = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < map.length; pixel += 1, at += 4) {
    const red = (b.data[at] ?? 0) - (a.data[at] ?? 0);
    const green = (b.data[at + 1] ?? 0) - (a.data[at + 1] ?? 0);
    const blue = (b.data[at + 2] ?? 0) - (a.data[at + 2] ?? 0);
    map[pixel] = Math.round((Math.abs(red) + Math.abs(green) + Math.abs(blue)) / 3);
    signed[pixel] = (red + green + blue) / 3;
  }
  const ninths = ninthsOf(map, width, height);
  const mean = map.reduce((sum, value) => sum + value, 0) / Math.max(1, map.length);
  return {
    width,
    height,
    map,
    mean,
    most: mostOf(map),
    bands: bandsOf(signed, width, height),
    ninths,
  };
}

/** The value that all but a few pixels stay under. */
function mostOf(map: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of map) counts[value] = (counts[value] ?? 0) + 1;
  let above = 0;
  for (let value = 255; value > 0; value -= 1) {
    above += counts[value] ?? 0;
    if (above > map.length * outliers) return value;
  }
  // A handful of pixels in a picture that is the same otherwise still count.
  return counts.findLastIndex((count) => count > 0);
}

/**
 * Splits the squared difference by size of detail. Halving by means of 2 x 2 pixels is an orthogonal
 * projection (Haar), so what a halving loses of the mean square is the detail of that size, exactly.
 */
function bandsOf(signed: Float32Array, width: number, height: number): readonly number[] {
  let level = { values: signed, width, height };
  let square = meanSquare(level.values);
  const bands: number[] = [];
  for (let band = 0; band < bandCount - 1; band += 1) {
    level = halve(level);
    const next = meanSquare(level.values);
    bands.push(Math.max(0, square - next));
    square = next;
  }
  bands.push(square);
  const total = bands.reduce((sum, share) => sum + share, 0);
  return bands.map((share) => (total === 0 ? 0 : share / total));
}

function halve(level: { values: Float32Array; width: number; height: number }) {
  const width = Math.max(1, level.width >> 1);
  const height = Math.max(1, level.height >> 1);
  const right = level.width > 1 ? 1 : 0;
  const below = level.height > 1 ? level.width : 0;
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 2 * y * level.width + 2 * x;
      const { values: from } = level;
      values[y * width + x] =
        ((from[at] ?? 0) +
          (from[at + right] ?? 0) +
          (from[at + below] ?? 0) +
          (from[at + right + below] ?? 0)) /
        4;
    }
  }
  return { values, width, height };
}

function meanSquare(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / Math.max(1, values.length);
}

function ninthsOf(map: Uint8Array, width: number, height: number): readonly number[] {
  const sums = new Float64Array(9);
  const counts = new Float64Array(9);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((3 * y) / height) * 3;
    for (let x = 0; x < width; x += 1) {
      const ninth = row + Math.floor((3 * x) / width);
      sums[ninth] = (sums[ninth] ?? 0) + (map[y * width + x] ?? 0);
      counts[ninth] = (counts[ninth] ?? 0) + 1;
    }
  }
  return [...sums].map((sum, ninth) => sum / Math.max(1, counts[ninth] ?? 0));
}
