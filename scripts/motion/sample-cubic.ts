import { sampleAt } from '../../src/engine/picture/edges.ts';
import { clip, type Picture } from '../../src/engine/picture/picture.ts';

/** In pixels of a picture; pixel centres are at whole numbers. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Red, green and blue at a place between pixels, by Catmull-Rom splines; mirrored beyond the edge. */
export function sampleCubic(
  { width, height, data }: Picture,
  { x, y }: Place,
  out: Float32Array,
  at: number,
): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [catmullRom(x - left), catmullRom(y - top)];
  const columns = [-1, 0, 1, 2].map((k) => sampleAt(left + k, width, 'mirror') * 3);
  const rows = [-1, 0, 1, 2].map((k) => sampleAt(top + k, height, 'mirror') * width * 3);
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    for (const [j, row] of rows.entries()) {
      for (const [i, column] of columns.entries()) {
        sum += (down[j] as number) * (across[i] as number) * (data[row + column + c] as number);
      }
    }
    out[at + c] = clip(sum);
  }
}

/** Weights of the samples at -1, 0, 1 and 2. */
function catmullRom(t: number): readonly number[] {
  const [t2, t3] = [t * t, t * t * t];
  return [
    (-t3 + 2 * t2 - t) / 2,
    (3 * t3 - 5 * t2 + 2) / 2,
    (-3 * t3 + 4 * t2 + t) / 2,
    (t3 - t2) / 2,
  ];
}
