import { load4, scratch, store4 } from './simd';

/*
 * Enlarging by whole factors; beyond the border is the border. Modes: 0 nearest, bilinear with 1 the
 * centres of pixels on a common scale, 2 output i at i / factor, 3 the corners' centres on each other.
 */

/** Units: output rows. */
export function upsample(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32, y: usize, yPixel: i32,
  vertical: i32, horizontal: i32, mode: i32, begin: i32, end: i32,
): void {
  const columns = width * horizontal;
  for (let row = begin; row < end; row++) {
    for (let column = 0; column < columns; column++) {
      corners(row, column, height, width, xPixel, vertical, horizontal, mode);
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
  vertical: i32, horizontal: i32, mode: i32, begin: i32, end: i32,
): void {
  const columns = width * horizontal;
  for (let row = 0; row < height * vertical; row++) {
    for (let column = 0; column < columns; column++) {
      corners(row, column, height, width, xPixel, vertical, horizontal, mode);
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
  vertical: i32, horizontal: i32, mode: i32,
): void {
  const v = placeOf(row, vertical, height, mode), h = placeOf(column, horizontal, width, mode);
  const y0 = <i32>Math.floor(v), x0 = <i32>Math.floor(h);
  const down = <f32>(v - Math.floor(v)), right = <f32>(h - Math.floor(h));
  for (let n = 0; n < 4; n++) {
    const lower = n >> 1, later = n & 1;
    const iy = min(max(y0 + lower, 0), height - 1), ix = min(max(x0 + later, 0), width - 1);
    const share = (lower ? down : 1 - down) * (later ? right : 1 - right);
    store<u32>(scratch + n * 8, (iy * width + ix) * xPixel);
    store<f32>(scratch + n * 8, share, 4);
  }
}

/** Where an output lies among the inputs along one axis. */
@inline
function placeOf(at: i32, factor: i32, length: i32, mode: i32): f64 {
  if (mode == 0) return <f64>(at / factor);
  if (mode == 1) return <f64>((<f32>at + 0.5) / <f32>factor - 0.5);
  if (mode == 2) return <f64>at / <f64>factor;
  return <f64>at * <f64>(length - 1) / <f64>max(length * factor - 1, 1);
}

/** The border's pixels again and again around x, or those inside of it mirrored. Units: rows of y. */
export function padBorder(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32, y: usize, yPixel: i32,
  columns: i32, top: i32, left: i32, reflect: bool, begin: i32, end: i32,
): void {
  for (let row = begin; row < end; row++) {
    const line = sourceOf(row - top, height, reflect) * width;
    for (let column = 0; column < columns; column++) {
      const from = x + (line + sourceOf(column - left, width, reflect)) * xPixel;
      memory.copy(y + (row * columns + column) * yPixel, from, channels * 4);
    }
  }
}

/** Input gradient of `padBorder`: adds to g, already filled. Units: groups of four channels. */
export function padBorderBack(
  g: usize, gPixel: i32, height: i32, width: i32, channels: i32, y: usize, yPixel: i32,
  rows: i32, columns: i32, top: i32, left: i32, reflect: bool, begin: i32, end: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const line = sourceOf(row - top, height, reflect) * width;
    for (let column = 0; column < columns; column++) {
      const from = y + (row * columns + column) * yPixel;
      const to = g + (line + sourceOf(column - left, width, reflect)) * gPixel;
      for (let c = begin * 4; c < min(end * 4, channels); c += 4) {
        const at = c * 4, rest = channels - c;
        store4(to + at, f32x4.add(load4(to + at, rest), load4(from + at, rest)), rest);
      }
    }
  }
}

@inline
function sourceOf(at: i32, length: i32, reflect: bool): i32 {
  if (!reflect) return min(max(at, 0), length - 1);
  const inner = at < 0 ? -at : at;
  return inner < length ? inner : 2 * (length - 1) - inner;
}
