import { load4, scratch, store4 } from './simd';
import { negativePower } from './smooth';

/**
 * Local response normalisation: y = x · (bias + scale · the sum of the squares of `size` channels,
 * from `before` channels before)^-beta. Units: pixels.
 */
export function localResponse(
  x: usize, xPixel: i32, y: usize, yPixel: i32, channels: i32, size: i32, before: i32,
  scale: f32, beta: f32, bias: f32, begin: i32, end: i32,
): void {
  clearAround(scratch, before, channels, size);
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel, to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const value = load4(from + c * 4, channels - c);
      store4(scratch + (before + c) * 4, f32x4.mul(value, value), channels - c);
    }
    for (let c = 0; c < channels; c += 4) {
      const power = negativePower(baseOf(scratch + c * 4, size, scale, bias), beta);
      store4(to + c * 4, f32x4.mul(load4(from + c * 4, channels - c), power), channels - c);
    }
  }
}

/** Input gradient of `localResponse`: g [+]= what the cotangent y sends back. Units: pixels. */
export function localResponseBack(
  x: usize, xPixel: i32, y: usize, yPixel: i32, g: usize, gPixel: i32, channels: i32,
  size: i32, before: i32, scale: f32, beta: f32, bias: f32, accumulate: bool, begin: i32, end: i32,
): void {
  const length = (channels + 2 * size + 8) * 4;
  const after = size - 1 - before;
  // Squares as above, what each channel gets by itself, and what its neighbours get through it.
  const direct = scratch + length, through = direct + length;
  clearAround(scratch, before, channels, size);
  clearAround(through, after, channels, size);
  const share = f32x4.splat(2 * scale * beta);
  for (let p = begin; p < end; p++) {
    const value = x + p * xPixel, from = y + p * yPixel, to = g + p * gPixel;
    for (let c = 0; c < channels; c += 4) {
      const four = load4(value + c * 4, channels - c);
      store4(scratch + (before + c) * 4, f32x4.mul(four, four), channels - c);
    }
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const base = baseOf(scratch + at, size, scale, bias);
      const own = f32x4.mul(load4(from + at, left), negativePower(base, beta));
      store4(direct + at, own, left);
      const shared = f32x4.div(f32x4.mul(own, load4(value + at, left)), base);
      store4(through + (after + c) * 4, shared, left);
    }
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      let sum = f32x4.splat(0);
      for (let k = 0; k < size; k++) sum = f32x4.add(sum, v128.load(through + (c + k) * 4));
      const less = f32x4.mul(f32x4.mul(share, load4(value + at, left)), sum);
      let result = f32x4.sub(load4(direct + at, left), less);
      if (accumulate) result = f32x4.add(result, load4(to + at, left));
      store4(to + at, result, left);
    }
  }
}

/** Zeros before and after the channels of a pixel, as far as windows reach. */
@inline
function clearAround(at: usize, before: i32, channels: i32, size: i32): void {
  memory.fill(at, 0, before * 4);
  memory.fill(at + (before + channels) * 4, 0, (size + 4) * 4);
}

@inline
function baseOf(squares: usize, size: i32, scale: f32, bias: f32): v128 {
  let sum = f32x4.splat(0);
  for (let k = 0; k < size; k++) sum = f32x4.add(sum, v128.load(squares + k * 4));
  return f32x4.add(f32x4.splat(bias), f32x4.mul(f32x4.splat(scale), sum));
}
