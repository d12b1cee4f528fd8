import { load4, store4 } from './simd';

/* Kernels over the channels of each pixel. */

/** y [+]= factor · the one channel of x, in every channel. Units: pixels. */
export function spreadChannel(
  x: usize, xPixel: i32, y: usize, yPixel: i32, channels: i32, factor: f32, accumulate: bool,
  begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const value = f32x4.splat(load<f32>(x + p * xPixel) * factor);
    const to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const before = accumulate ? load4(to + at, left) : f32x4.splat(0);
      store4(to + at, f32x4.add(value, before), left);
    }
  }
}

/** y [+]= factor · the sum over all channels of x, in one channel. Units: pixels. */
export function sumChannels(
  x: usize, xPixel: i32, channels: i32, y: usize, yPixel: i32, factor: f32, accumulate: bool,
  begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel;
    let four = f32x4.splat(0);
    for (let c = 0; c < channels; c += 4) four = f32x4.add(four, load4(from + c * 4, channels - c));
    const sum = factor * addLanes(four);
    const to = y + p * yPixel;
    store<f32>(to, accumulate ? load<f32>(to) + sum : sum);
  }
}

@inline
export function addLanes(four: v128): f32 {
  const low = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1);
  return low + (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
}
