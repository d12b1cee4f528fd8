import { clearList, list, listed, windowAt } from './pixel-list';
import { load4, multiplyAdd, scratch, store4 } from './simd';

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

/** Pixels under window `at` along one axis that count: those of [first, last). */
@inline
function covered(at: i32, size: i32, stride: i32, before: i32, first: i32, last: i32): i32 {
  const start = at * stride - before;
  return min(start + size, last) - max(start, first);
}

/**
 * Average pooling over the pixels of each window that count: from the first row and column on and
 * before the last, of the picture alone or with its margins of zeros. Units: output rows.
 */
export function averagePool(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  y: usize, yPixel: i32, columns: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32,
  firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32, begin: i32, end: i32,
): void {
  for (let row = begin; row < end; row++) {
    const y0 = row * sh - top;
    const high = covered(row, kh, sh, top, firstRow, lastRow);
    for (let column = 0; column < columns; column++) {
      const x0 = column * sw - left;
      const share = reinterpret<u32>(<f32>1 / <f32>(high * covered(column, kw, sw, left, firstColumn, lastColumn)));
      clearList();
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
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32,
  firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32, accumulate: bool,
  begin: i32, end: i32,
): void {
  for (let iy = begin; iy < end; iy++) {
    for (let ix = 0; ix < width; ix++) {
      clearList();
      for (let i = kh - 1; i >= 0; i--) {
        const row = windowAt(iy + top - i, sh, rows);
        if (row < 0) continue;
        const high = covered(row, kh, sh, top, firstRow, lastRow);
        for (let j = kw - 1; j >= 0; j--) {
          const column = windowAt(ix + left - j, sw, columns);
          if (column < 0) continue;
          const share: f32 = 1 / <f32>(high * covered(column, kw, sw, left, firstColumn, lastColumn));
          list(y + (row * columns + column) * yPixel, reinterpret<u32>(share));
        }
      }
      sumWithFactors(x + (iy * width + ix) * xPixel, channels, accumulate);
    }
  }
}
