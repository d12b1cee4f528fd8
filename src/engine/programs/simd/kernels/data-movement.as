import { load4, store4 } from './simd';

/** One number everywhere. Units: rows. */
export function fill(
  y: usize, yPixel: i32, yRow: i32, columns: i32, channels: i32, value: f32, begin: i32, end: i32,
): void {
  const values = f32x4.splat(value);
  for (let row = begin; row < end; row++) {
    let out = y + row * yRow;
    for (let column = 0; column < columns; column++, out += yPixel) {
      if (value == 0) memory.fill(out, 0, channels * 4);
      else for (let c = 0; c < channels; c += 4) store4(out + c * 4, values, channels - c);
    }
  }
}

/** y [+]= factor · x. Steps of 0 bytes spread one pixel over many. Units: rows. */
export function copy(
  x: usize, xPixel: i32, xRow: i32, y: usize, yPixel: i32, yRow: i32,
  columns: i32, channels: i32, factor: f32, accumulate: bool, begin: i32, end: i32,
): void {
  const factors = f32x4.splat(factor);
  for (let row = begin; row < end; row++) {
    let from = x + row * xRow;
    let to = y + row * yRow;
    for (let column = 0; column < columns; column++, from += xPixel, to += yPixel) {
      for (let c = 0; c < channels; c += 4) {
        const at = c * 4, left = channels - c;
        const value = f32x4.mul(load4(from + at, left), factors);
        const before = accumulate ? load4(to + at, left) : f32x4.splat(0);
        store4(to + at, f32x4.add(value, before), left);
      }
    }
  }
}

/** y [+]= factor · the sum over all pixels of x. Units: groups of four channels. */
export function sumPixels(
  x: usize, xPixel: i32, pixels: i32, channels: i32, y: usize, factor: f32, accumulate: bool,
  begin: i32, end: i32,
): void {
  for (let c = begin * 4; c < min(end * 4, channels); c += 4) {
    const at = c * 4, left = channels - c;
    let sum = f32x4.splat(0);
    for (let p = 0; p < pixels; p++) sum = f32x4.add(sum, load4(x + p * xPixel + at, left));
    sum = f32x4.mul(sum, f32x4.splat(factor));
    if (accumulate) sum = f32x4.add(sum, load4(y + at, left));
    store4(y + at, sum, left);
  }
}

/** y [+]= a · b, number by number. A step of 0 bytes spreads one pixel. Units: pixels. */
export function multiply(
  a: usize, aPixel: i32, b: usize, bPixel: i32, y: usize, yPixel: i32, channels: i32,
  accumulate: bool, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const aAt = a + p * aPixel, bAt = b + p * bPixel, to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const product = f32x4.mul(load4(aAt + at, left), load4(bAt + at, left));
      const before = accumulate ? load4(to + at, left) : f32x4.splat(0);
      store4(to + at, f32x4.add(product, before), left);
    }
  }
}

/** y = the larger of a and b. A step of 0 bytes spreads one pixel. Units: pixels. */
export function maximum(
  a: usize, aPixel: i32, b: usize, bPixel: i32, y: usize, yPixel: i32, channels: i32,
  begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const aAt = a + p * aPixel, bAt = b + p * bPixel, to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      store4(to + at, f32x4.max(load4(aAt + at, left), load4(bAt + at, left)), left);
    }
  }
}

/** g = the cotangent y where a is no smaller than b, or where it is, else 0. Units: pixels. */
export function maximumBack(
  a: usize, aPixel: i32, b: usize, bPixel: i32, y: usize, yPixel: i32, g: usize, gPixel: i32,
  channels: i32, smaller: bool, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const aAt = a + p * aPixel, bAt = b + p * bPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const cotangent = load4(y + p * yPixel + at, left);
      const less = f32x4.lt(load4(aAt + at, left), load4(bAt + at, left));
      const value = smaller ? v128.and(cotangent, less) : v128.andnot(cotangent, less);
      store4(g + p * gPixel + at, value, left);
    }
  }
}
