import { clamp, load4, multiplyAdd, scratch, store4 } from './lanes';

/*
 * Kernels that give each output pixel a weighted sum over a few input pixels, channel by channel:
 * depthwise convolution and average pooling, forward and backward. For each pixel the addresses of
 * what it reads are listed first, so that the loop over channels has no conditions.
 */

let listed: i32 = 0;

@inline
function list(source: usize, weight: u32): void {
  const entry = scratch + (listed << 3);
  store<u32>(entry, <u32>source);
  store<u32>(entry, weight, 4);
  listed++;
}

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

/** y = Σ source · weight; each list entry has the weight itself. */
function sumWithFactors(y: usize, channels: i32, accumulate: bool): void {
  for (let c = 0; c < channels; c += 4) {
    const at = c * 4;
    const left = channels - c;
    let sum = accumulate ? load4(y + at, left) : f32x4.splat(0);
    let entry = scratch;
    for (let n = listed; n > 0; n--) {
      const source = load4(load<u32>(entry) + at, left);
      sum = multiplyAdd(source, v128.load32_splat(entry, 4), sum);
      entry += 8;
    }
    store4(y + at, sum, left);
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
      listed = 0;
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
      listed = 0;
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

/** The window that starts at `start`, or -1 if none does. */
@inline
function windowAt(start: i32, stride: i32, count: i32): i32 {
  if (start < 0) return -1;
  const window = start / stride;
  return window < count && window * stride == start ? window : -1;
}

/** Real pixels under window `at` along one axis. */
@inline
function covered(at: i32, size: i32, stride: i32, before: i32, length: i32): i32 {
  const start = at * stride - before;
  return min(start + size, length) - max(start, 0);
}

/** Average pooling over the real pixels of each window. Units: output rows. */
export function averagePool(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  y: usize, yPixel: i32, columns: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, begin: i32, end: i32,
): void {
  for (let row = begin; row < end; row++) {
    const y0 = row * sh - top;
    const high = covered(row, kh, sh, top, height);
    for (let column = 0; column < columns; column++) {
      const x0 = column * sw - left;
      const share = reinterpret<u32>(<f32>1 / <f32>(high * covered(column, kw, sw, left, width)));
      listed = 0;
      for (let iy = max(y0, 0); iy < min(y0 + kh, height); iy++) {
        for (let ix = max(x0, 0); ix < min(x0 + kw, width); ix++) {
          list(x + (iy * width + ix) * xPixel, share);
        }
      }
      sumWithFactors(y + (row * columns + column) * yPixel, channels, false);
    }
  }
}

/** Input gradient of `averagePool`: x [+]= each cotangent's share. Units: rows of x. */
export function averagePoolBack(
  y: usize, yPixel: i32, rows: i32, columns: i32, channels: i32,
  x: usize, xPixel: i32, height: i32, width: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, accumulate: bool,
  begin: i32, end: i32,
): void {
  for (let iy = begin; iy < end; iy++) {
    for (let ix = 0; ix < width; ix++) {
      listed = 0;
      for (let i = kh - 1; i >= 0; i--) {
        const row = windowAt(iy + top - i, sh, rows);
        if (row < 0) continue;
        const high = covered(row, kh, sh, top, height);
        for (let j = kw - 1; j >= 0; j--) {
          const column = windowAt(ix + left - j, sw, columns);
          if (column < 0) continue;
          const share: f32 = 1 / <f32>(high * covered(column, kw, sw, left, width));
          list(y + (row * columns + column) * yPixel, reinterpret<u32>(share));
        }
      }
      sumWithFactors(x + (iy * width + ix) * xPixel, channels, accumulate);
    }
  }
}
