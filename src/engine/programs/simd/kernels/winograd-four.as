import { clamp, scratch } from './simd';
import { halfwayAt } from './winograd-scratch';

/*
 * Winograd's transforms with windows of 4x4: F(2x2, 3x3), points 0, 1, -1 and infinity. It rounds as
 * little as the plain sum. Where the inputs of an output are all the same, its value is too, whatever
 * else is in the window: so ties stay ties for a max pool to come.
 */

/** Bᵀ d B: first down the columns, then along the rows. */
export function transformInput4(to: usize, plane: i32, channels: i32): void {
  const halfway = scratch + halfwayAt;
  for (let c: usize = 0; c < <usize>channels * 4; c += 16) {
    for (let j: usize = 0; j < 4; j++) {
      const list = scratch + j * 4;
      inputLine(
        v128.load(load<usize>(list) + c), v128.load(load<usize>(list, 16) + c),
        v128.load(load<usize>(list, 32) + c), v128.load(load<usize>(list, 48) + c),
        halfway + j * 16, 64,
      );
    }
    let line = halfway;
    let out = to + c;
    for (let i = 0; i < 4; i++) {
      inputLine(
        v128.load(line), v128.load(line, 16), v128.load(line, 32), v128.load(line, 48), out, plane,
      );
      line += 64;
      out += 4 * plane;
    }
  }
}

/** One row of Bᵀ after another, to `step` bytes apart. */
@inline
function inputLine(d0: v128, d1: v128, d2: v128, d3: v128, to: usize, step: i32): void {
  v128.store(to, f32x4.sub(d2, d0));
  to += step;
  v128.store(to, f32x4.add(d1, d2));
  to += step;
  v128.store(to, f32x4.sub(d2, d1));
  to += step;
  v128.store(to, f32x4.sub(d3, d1));
}

/** Aᵀ m A, cut to the `high` x `wide` outputs that exist. */
export function transformOutput4(
  from: usize, plane: i32, outputs: i32, bias: usize, low: v128, most: v128, accumulate: bool,
  y: usize, yPixel: i32, yRow: i32, high: i32, wide: i32,
): void {
  const halfway = scratch + halfwayAt;
  for (let c: usize = 0; c < <usize>outputs * 4; c += 16) {
    let m = from + c;
    let line = halfway;
    for (let i = 0; i < 4; i++) {
      outputLine(
        v128.load(m), v128.load(m + plane), v128.load(m + 2 * plane), v128.load(m + 3 * plane),
        line, 16,
      );
      m += 4 * plane;
      line += 32;
    }
    const shift = v128.load(bias + c);
    for (let j = 0; j < wide; j++) {
      line = halfway + j * 16;
      outputLine(
        v128.load(line), v128.load(line, 32), v128.load(line, 64), v128.load(line, 96), line, 32,
      );
      let to = y + j * yPixel + c;
      for (let i = 0; i < high; i++, to += yRow, line += 32) {
        let sum = f32x4.add(v128.load(line), shift);
        if (accumulate) sum = f32x4.add(sum, v128.load(to));
        v128.store(to, clamp(sum, low, most));
      }
    }
  }
}

/** One row of Aᵀ after another, to `step` bytes apart. */
@inline
function outputLine(m0: v128, m1: v128, m2: v128, m3: v128, to: usize, step: i32): void {
  v128.store(to, f32x4.add(f32x4.add(m0, m1), m2));
  to += step;
  v128.store(to, f32x4.add(f32x4.sub(m1, m2), m3));
}
