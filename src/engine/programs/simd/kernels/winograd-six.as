import { clamp, scratch } from './simd';
import { halfwayAt } from './winograd-scratch';

/*
 * Winograd's transforms with windows of 6x6, for tiles of 4x4 with filters of 3x3 and tiles of 2x2
 * with filters of 5x5. The points are 0, 1, -1, 1/2, -2 and infinity, which rounds less than the usual
 * 0, 1, -1, 2, -2 (Barabasz et al. 2020, "Error analysis and improving the accuracy of Winograd
 * convolution for deep neural networks").
 */

/** Bᵀ d B: first down the columns, then along the rows. */
export function transformInput6(to: usize, plane: i32, channels: i32): void {
  const halfway = scratch + halfwayAt;
  for (let c: usize = 0; c < <usize>channels * 4; c += 16) {
    for (let j: usize = 0; j < 6; j++) {
      const list = scratch + j * 4;
      inputLine6(
        v128.load(load<usize>(list) + c), v128.load(load<usize>(list, 24) + c),
        v128.load(load<usize>(list, 48) + c), v128.load(load<usize>(list, 72) + c),
        v128.load(load<usize>(list, 96) + c), v128.load(load<usize>(list, 120) + c),
        halfway + j * 16, 96,
      );
    }
    let line = halfway;
    let out = to + c;
    for (let i = 0; i < 6; i++) {
      inputLine6(
        v128.load(line), v128.load(line, 16), v128.load(line, 32),
        v128.load(line, 48), v128.load(line, 64), v128.load(line, 80), out, plane,
      );
      line += 96;
      out += 6 * plane;
    }
  }
}

/** One row of Bᵀ after another, to `step` bytes apart. */
@inline
export function inputLine6(
  d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: i32,
): void {
  const half = f32x4.splat(0.5), one5 = f32x4.splat(1.5), two = f32x4.splat(2);
  const r = f32x4.sub(d4, d2), s = f32x4.sub(d3, d1);
  v128.store(to, f32x4.sub(f32x4.add(r, f32x4.mul(one5, s)), f32x4.sub(d2, d0)));
  to += step;
  v128.store(to, f32x4.add(f32x4.add(r, s), f32x4.mul(one5, f32x4.add(d2, d3))));
  to += step;
  const t = f32x4.mul(one5, f32x4.sub(d2, d1));
  v128.store(to, f32x4.sub(f32x4.add(r, f32x4.mul(half, s)), t));
  to += step;
  v128.store(to, f32x4.add(r, f32x4.mul(two, s)));
  to += step;
  v128.store(to, f32x4.sub(r, f32x4.mul(half, s)));
  to += step;
  v128.store(to, f32x4.sub(f32x4.add(f32x4.sub(d5, d3), f32x4.mul(one5, r)), s));
}

/** Aᵀ m A, cut to the `high` x `wide` outputs that exist. */
export function transformOutput6(
  tile: i32, from: usize, plane: i32, outputs: i32, bias: usize, low: v128, most: v128, accumulate: bool,
  y: usize, yPixel: i32, yRow: i32, high: i32, wide: i32,
): void {
  const halfway = scratch + halfwayAt;
  for (let c: usize = 0; c < <usize>outputs * 4; c += 16) {
    let m = from + c;
    let line = halfway;
    for (let i = 0; i < 6; i++) {
      outputLine(
        tile, v128.load(m), v128.load(m + plane), v128.load(m + 2 * plane),
        v128.load(m + 3 * plane), v128.load(m + 4 * plane), v128.load(m + 5 * plane), line, 16,
      );
      m += 6 * plane;
      line += 64;
    }
    const shift = v128.load(bias + c);
    for (let j = 0; j < wide; j++) {
      line = halfway + j * 16;
      outputLine(
        tile, v128.load(line), v128.load(line, 64), v128.load(line, 128),
        v128.load(line, 192), v128.load(line, 256), v128.load(line, 320), line, 64,
      );
      let to = y + j * yPixel + c;
      for (let i = 0; i < high; i++, to += yRow, line += 64) {
        let sum = f32x4.add(v128.load(line), shift);
        if (accumulate) sum = f32x4.add(sum, v128.load(to));
        v128.store(to, clamp(sum, low, most));
      }
    }
  }
}

/** One row of Aᵀ after another, to `step` bytes apart. */
@inline
function outputLine(
  tile: i32, m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, step: i32,
): void {
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  const p = f32x4.add(m1, m2), q = f32x4.sub(m1, m2);
  v128.store(to, f32x4.add(f32x4.add(m0, p), f32x4.add(m3, m4)));
  to += step;
  const second = f32x4.add(q, f32x4.sub(f32x4.mul(half, m3), f32x4.mul(two, m4)));
  if (tile == 2) {
    v128.store(to, f32x4.add(second, m5));
    return;
  }
  v128.store(to, second);
  to += step;
  const quarter = f32x4.splat(0.25), four = f32x4.splat(4);
  v128.store(to, f32x4.add(p, f32x4.add(f32x4.mul(quarter, m3), f32x4.mul(four, m4))));
  to += step;
  const eighth = f32x4.splat(0.125), eight = f32x4.splat(8);
  const third = f32x4.sub(f32x4.mul(eighth, m3), f32x4.mul(eight, m4));
  v128.store(to, f32x4.add(f32x4.add(q, third), m5));
}
