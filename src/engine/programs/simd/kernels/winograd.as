import { scratch } from './simd';
import { widePanel, wideGemm } from './gemm';
import { transformInput6, transformOutput6 } from './winograd-six';
import { transformInput4, transformOutput4 } from './winograd-four';
import { tableAt } from './winograd-scratch';

/*
 * Winograd's algorithm: the outputs of a tile from one product per channel and input of its window,
 * where the plain sum takes one per channel, output and tap (Lavin and Gray 2016, "Fast algorithms
 * for convolutional neural networks"). F(2x2, 3x3) has a window of 4x4, F(4x4, 3x3) and F(2x2, 5x5)
 * one of 6x6.
 */

/**
 * Convolution at stride 1 with square filters, y = clamp(bias + x * w [+ y]); channels and outputs
 * in fours and sixteens.
 * weights: G w Gᵀ as [window², panels of 16 outputs, channels, 16]; zeros: one per channel.
 * Units: groups of `group` tiles of tile x tile outputs.
 */
export function winograd(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  weights: usize, bias: usize, zeros: usize,
  y: usize, yPixel: i32, yRow: i32, rows: i32, columns: i32, outputs: i32,
  window: i32, tile: i32, top: i32, left: i32, low: f32, high: f32, accumulate: bool, group: i32,
  begin: i32, end: i32,
): void {
  const across = (columns + tile - 1) / tile;
  const tiles = (rows + tile - 1) / tile * across;
  const table = scratch + tableAt;
  const inputs = (table + ((group + 1) >> 1) * 16 + 63) & ~63;
  const inputPlane = group * channels * 4;
  const products = inputs + window * window * inputPlane;
  const outputPlane = group * outputs * 4;
  fillTable(table, group, channels * 4, outputs * 4);
  const least = f32x4.splat(low), most = f32x4.splat(high);
  for (let unit = begin; unit < end; unit++) {
    const first = unit * group;
    const count = min(group, tiles - first);
    for (let t = 0; t < count; t++) {
      const row = (first + t) / across * tile - top, column = (first + t) % across * tile - left;
      listWindow(x, xPixel, height, width, zeros, window, row, column);
      const to = inputs + t * channels * 4;
      if (window == 4) transformInput4(to, inputPlane, channels);
      else transformInput6(to, inputPlane, channels);
    }
    multiplyAll(
      window * window, table, count, channels, outputs, inputs, inputPlane, weights, zeros,
      products, outputPlane,
    );
    for (let t = 0; t < count; t++) {
      const row = (first + t) / across * tile, column = (first + t) % across * tile;
      const from = products + t * outputs * 4;
      const to = y + row * yRow + column * yPixel;
      const high = min(rows - row, tile), wide = min(columns - column, tile);
      if (window == 4) {
        transformOutput4(
          from, outputPlane, outputs, bias, least, most, accumulate, to, yPixel, yRow, high, wide,
        );
      } else {
        transformOutput6(
          tile, from, outputPlane, outputs, bias, least, most, accumulate,
          to, yPixel, yRow, high, wide,
        );
      }
    }
  }
}

/** Offsets of tile after tile, into inputs and products. */
function fillTable(table: usize, count: i32, xBytes: i32, yBytes: i32): void {
  for (let t = 0; t < count + (count & 1); t++) {
    const slot = table + (t >> 1) * 16 + (t & 1) * 4;
    const tile = min(t, count - 1);
    store<u32>(slot, tile * yBytes);
    store<u32>(slot, tile * xBytes, 8);
  }
}

/** The sums of products over the channels, one for each place of the window. */
function multiplyAll(
  places: i32, table: usize, count: i32, channels: i32, outputs: i32, inputs: usize, inputPlane: i32,
  weights: usize, zeros: usize, products: usize, outputPlane: i32,
): void {
  const panelBytes = channels * widePanel * 4;
  for (let k = 0; k < places; k++) {
    for (let o = 0; o < outputs; o += widePanel) {
      wideGemm(
        table, count, 1, channels, inputs, weights, zeros, products + o * 4, widePanel,
        -Infinity, Infinity, false,
      );
      weights += panelBytes;
    }
    inputs += inputPlane;
    products += outputPlane;
  }
}

/** Addresses of the pixels that a tile reads. */
function listWindow(
  x: usize, xPixel: i32, height: i32, width: i32, zeros: usize, window: i32,
  y0: i32, x0: i32,
): void {
  let slot = scratch;
  for (let i = y0; i < y0 + window; i++) {
    const inside = <u32>i < <u32>height;
    const line = x + i * width * xPixel;
    for (let j = x0; j < x0 + window; j++, slot += 4) {
      store<u32>(slot, <u32>(inside && <u32>j < <u32>width ? line + j * xPixel : zeros));
    }
  }
}
