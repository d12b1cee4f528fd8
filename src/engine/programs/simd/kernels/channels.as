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

/** The largest channel of each pixel. Units: pixels. */
export function channelMax(
  x: usize, xPixel: i32, channels: i32, y: usize, yPixel: i32, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) store<f32>(y + p * yPixel, largest(x + p * xPixel, channels));
}

/** x's gradient g [+]= y in the first channel that has the largest number, else 0. Units: pixels. */
export function channelMaxBack(
  x: usize, xPixel: i32, channels: i32, y: usize, yPixel: i32, g: usize, gPixel: i32,
  accumulate: bool, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel, to = g + p * gPixel;
    if (!accumulate) memory.fill(to, 0, channels * 4);
    const most = largest(from, channels);
    for (let c = 0; c < channels; c++) {
      if (load<f32>(from + c * 4) != most) continue;
      store<f32>(to + c * 4, load<f32>(to + c * 4) + load<f32>(y + p * yPixel));
      break;
    }
  }
}

function largest(from: usize, channels: i32): f32 {
  let most = load<f32>(from);
  for (let c = 1; c < channels; c++) {
    const value = load<f32>(from + c * 4);
    // Not-a-number is larger than all, so that it is seen.
    if (!(value <= most)) most = value;
  }
  return most;
}

/** Channel c of y [+]= channel order[c] of x. Units: pixels. */
export function gatherChannels(
  x: usize, xPixel: i32, order: usize, y: usize, yPixel: i32, channels: i32, accumulate: bool,
  begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel, to = y + p * yPixel;
    for (let c = 0; c < channels * 4; c += 4) {
      const value = load<f32>(from + load<u32>(order + c) * 4);
      store<f32>(to + c, accumulate ? load<f32>(to + c) + value : value);
    }
  }
}
