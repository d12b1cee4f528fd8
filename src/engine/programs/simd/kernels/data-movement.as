import { load4, scratch, store4 } from './simd';

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

/**
 * Enlarges by whole factors, pixel centres on pixel centres (half-pixel convention): nearest, or
 * bilinear with the borders repeated. Units: output rows.
 */
export function upsample(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32, y: usize, yPixel: i32,
  vertical: i32, horizontal: i32, bilinear: bool, begin: i32, end: i32,
): void {
  const columns = width * horizontal;
  for (let row = begin; row < end; row++) {
    for (let column = 0; column < columns; column++) {
      corners(row, column, height, width, xPixel, vertical, horizontal, bilinear);
      const to = y + (row * columns + column) * yPixel;
      for (let c = 0; c < channels; c += 4) {
        const at = c * 4, left = channels - c;
        let sum = f32x4.splat(0);
        for (let n = 0; n < 32; n += 8) {
          const from = load4(x + load<u32>(scratch + n) + at, left);
          sum = f32x4.add(sum, f32x4.mul(from, v128.load32_splat(scratch + n, 4)));
        }
        store4(to + at, sum, left);
      }
    }
  }
}

/** Input gradient of `upsample`: adds to x, already filled. Units: groups of four channels. */
export function upsampleBack(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32, y: usize, yPixel: i32,
  vertical: i32, horizontal: i32, bilinear: bool, begin: i32, end: i32,
): void {
  const columns = width * horizontal;
  for (let row = 0; row < height * vertical; row++) {
    for (let column = 0; column < columns; column++) {
      corners(row, column, height, width, xPixel, vertical, horizontal, bilinear);
      const from = y + (row * columns + column) * yPixel;
      for (let c = begin * 4; c < min(end * 4, channels); c += 4) {
        const at = c * 4, left = channels - c;
        const cotangent = load4(from + at, left);
        for (let n = 0; n < 32; n += 8) {
          const to = x + load<u32>(scratch + n) + at;
          const share = f32x4.mul(cotangent, v128.load32_splat(scratch + n, 4));
          store4(to, f32x4.add(load4(to, left), share), left);
        }
      }
    }
  }
}

/** Lists the four pixels an enlarged pixel is made of, as offsets into x, and their shares. */
function corners(
  row: i32, column: i32, height: i32, width: i32, xPixel: i32,
  vertical: i32, horizontal: i32, bilinear: bool,
): void {
  const v = placeOf(row, vertical, bilinear), h = placeOf(column, horizontal, bilinear);
  const y0 = <i32>Mathf.floor(v), x0 = <i32>Mathf.floor(h);
  const down = v - Mathf.floor(v), right = h - Mathf.floor(h);
  for (let n = 0; n < 4; n++) {
    const lower = n >> 1, later = n & 1;
    const iy = min(max(y0 + lower, 0), height - 1), ix = min(max(x0 + later, 0), width - 1);
    const share = (lower ? down : 1 - down) * (later ? right : 1 - right);
    store<u32>(scratch + n * 8, (iy * width + ix) * xPixel);
    store<f32>(scratch + n * 8, share, 4);
  }
}

@inline
function placeOf(at: i32, factor: i32, bilinear: bool): f32 {
  return bilinear ? (<f32>at + 0.5) / <f32>factor - 0.5 : <f32>(at / factor);
}
