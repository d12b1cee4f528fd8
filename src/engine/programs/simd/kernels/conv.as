import { scratch } from './simd';
import {
  narrowPanel, narrowGemm, narrowTile, widePanel, wideGemm, wideTile,
} from './gemm';

/**
 * Convolution as an indirect matrix product, y = clamp(bias + x * w [+ y]), at any stride, dilation
 * and padding; `top` and `left` may be negative, which leaves rows and columns out.
 *
 * x: [height, width, channels]; zeros: enough of them for one run of inputs.
 * weights: panels of 16 outputs (4, if there are no more), each [kh, kw, channels, 16], padded with
 * zeros; bias padded likewise.
 * y: `pixels` in rows of `columns`, at yPixel and yRow bytes from one another.
 * Units: blocks of `block` pixels, times panels, panels first.
 */
export function conv(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  weights: usize, bias: usize, zeros: usize,
  y: usize, yPixel: i32, yRow: i32, columns: i32, pixels: i32, outputs: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, dh: i32, dw: i32, top: i32, left: i32,
  low: f32, high: f32, accumulate: bool, block: i32, begin: i32, end: i32,
): void {
  const narrow = outputs <= narrowPanel;
  const panel = narrow ? narrowPanel : widePanel;
  const tile = narrow ? narrowTile : wideTile;
  const panels = (outputs + panel - 1) / panel;
  // Where no window leaves the row, the inputs of all its columns follow on one another.
  const joined =
    left == 0 && dw == 1 && xPixel == channels * 4 && (columns - 1) * sw + kw <= width;
  const across = joined ? 1 : kw;
  const run = joined ? kw * channels : channels;
  const panelBytes = kh * kw * channels * panel * 4;
  let tabled = -1;
  let count = 0;
  for (let unit = begin; unit < end; unit++) {
    const at = unit / panels;
    const o = unit - at * panels;
    if (at != tabled) {
      const first = at * block;
      count = min(block, pixels - first);
      fillTable(
        tile, first, count, x, xPixel, height, width, zeros,
        y, yPixel, yRow, columns, kh, across, sh, sw, dh, dw, top, left,
      );
      tabled = at;
    }
    const w = weights + o * panelBytes;
    if (narrow) {
      narrowGemm(scratch, count, kh * across, run, w, bias, outputs, low, high, accumulate);
    } else {
      const offset = o * widePanel * 4;
      wideGemm(
        scratch, count, kh * across, run, 0, w, bias + offset, offset,
        outputs - o * widePanel, low, high, accumulate,
      );
    }
  }
}

function fillTable(
  tile: i32, first: i32, count: i32, x: usize, xPixel: i32, height: i32, width: i32, zeros: usize,
  y: usize, yPixel: i32, yRow: i32, columns: i32,
  kh: i32, across: i32, sh: i32, sw: i32, dh: i32, dw: i32, top: i32, left: i32,
): void {
  const tapBytes = tile * 4;
  const tileBytes = tapBytes * (1 + kh * across);
  let row = first / columns;
  let column = first - row * columns;
  const rounded = (count + tile - 1) / tile * tile;
  let table = scratch;
  let lane = 0;
  for (let p = 0; p < rounded; p++) {
    let slot = table + lane * 4;
    store<u32>(slot, <u32>(y + row * yRow + column * yPixel));
    const y0 = row * sh - top;
    const x0 = column * sw - left;
    for (let i = 0; i < kh; i++) {
      const iy = y0 + i * dh;
      const inside = <u32>iy < <u32>height;
      const line = x + iy * width * xPixel;
      for (let j = 0; j < across; j++) {
        slot += tapBytes;
        const ix = x0 + j * dw;
        store<u32>(slot, <u32>(inside && <u32>ix < <u32>width ? line + ix * xPixel : zeros));
      }
    }
    if (++lane == tile) {
      lane = 0;
      table += tileBytes;
    }
    if (p + 1 < count && ++column == columns) {
      column = 0;
      row++;
    }
  }
}
