import { clearList, list, listed, windowAt } from './pixel-list';
import { clamp, load4, multiplyAdd, scratch, store4 } from './simd';

/** y = clamp(bias + Σ source · weights); each list entry has the address of its weights. */
function sumWithWeights(
  y: usize, channels: i32, bias: usize, low: v128, high: v128, accumulate: bool,
): void {
  for (let c = 0; c < channels; c += 4) {
    const at = c * 4;
    const left = channels - c;
    let sum = load4(bias + at, left);
    let entry = scratch;
    for (let n = listed; n > 0; n--) {
      const source = load4(load<u32>(entry) + at, left);
      sum = multiplyAdd(source, load4(load<u32>(entry, 4) + at, left), sum);
      entry += 8;
    }
    if (accumulate) sum = f32x4.add(sum, load4(y + at, left));
    store4(y + at, clamp(sum, low, high), left);
  }
}

/**
 * Depthwise convolution, y = clamp(bias + x * w). weights: [kh, kw, channels]. Units: output rows.
 */
export function depthwise(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32, weights: usize, bias: usize,
  y: usize, yPixel: i32, columns: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, dh: i32, dw: i32, top: i32, left: i32,
  low: f32, high: f32, begin: i32, end: i32,
): void {
  const least = f32x4.splat(low), most = f32x4.splat(high);
  for (let row = begin; row < end; row++) {
    for (let column = 0; column < columns; column++) {
      clearList();
      for (let i = 0; i < kh; i++) {
        const iy = row * sh + i * dh - top;
        if (<u32>iy >= <u32>height) continue;
        for (let j = 0; j < kw; j++) {
          const ix = column * sw + j * dw - left;
          if (<u32>ix >= <u32>width) continue;
          list(x + (iy * width + ix) * xPixel, <u32>(weights + (i * kw + j) * channels * 4));
        }
      }
      sumWithWeights(y + (row * columns + column) * yPixel, channels, bias, least, most, false);
    }
  }
}

/**
 * Input gradient of `depthwise`: x [+]= what the cotangent y sends back. bias: zeros. Units: rows
 * of x.
 */
export function depthwiseBack(
  y: usize, yPixel: i32, rows: i32, columns: i32, channels: i32, weights: usize, bias: usize,
  x: usize, xPixel: i32, width: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, dh: i32, dw: i32, top: i32, left: i32,
  accumulate: bool, begin: i32, end: i32,
): void {
  const least = f32x4.splat(-Infinity), most = f32x4.splat(Infinity);
  for (let iy = begin; iy < end; iy++) {
    for (let ix = 0; ix < width; ix++) {
      clearList();
      for (let i = 0; i < kh; i++) {
        const row = windowAt(iy + top - i * dh, sh, rows);
        if (row < 0) continue;
        for (let j = 0; j < kw; j++) {
          const column = windowAt(ix + left - j * dw, sw, columns);
          if (column < 0) continue;
          list(y + (row * columns + column) * yPixel, <u32>(weights + (i * kw + j) * channels * 4));
        }
      }
      sumWithWeights(x + (iy * width + ix) * xPixel, channels, bias, least, most, accumulate);
    }
  }
}
