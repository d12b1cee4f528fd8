import { clamp, scratch } from './simd';
import { widePanel, wideGemm } from './gemm';
import { inputLine6 } from './winograd-six';
import { tableAt } from './winograd-scratch';

/*
 * Winograd's algorithm along one axis, for filters of one row or one column: F(3, 4) with a window of
 * 6, the points of winograd-six. A longer filter is cut into parts of 4 taps, whose products are
 * summed before the way back: 7 taps take 4 products per output and channel instead of 7.
 */

const window: i32 = 6;
const tile: i32 = 3;
const partTaps: i32 = 4;

/**
 * Convolution at stride 1, y = clamp(bias + x * w [+ y]), along lines of `length` pixels that lie
 * xStep bytes apart; the lines lie xLine bytes apart. Channels and outputs in fours and sixteens.
 * weights: G w as [6, panels of 16 outputs, parts, channels, 16]; zeros: one per channel.
 * y: `lines` lines of `along` pixels. Units: groups of `group` tiles.
 */
export function winogradLine(
  x: usize, xStep: i32, xLine: i32, length: i32, channels: i32,
  weights: usize, bias: usize, zeros: usize,
  y: usize, yStep: i32, yLine: i32, along: i32, lines: i32, outputs: i32,
  parts: i32, before: i32, low: f32, high: f32, accumulate: bool, group: i32,
  begin: i32, end: i32,
): void {
  const across = (along + tile - 1) / tile;
  const tiles = across * lines;
  const table = scratch + tableAt;
  const inputs = (table + ((group + 1) >> 1) * 8 * (1 + parts) + 63) & ~63;
  const partPlane = group * channels * 4, inputPlane = parts * partPlane;
  const products = inputs + window * inputPlane;
  const outputPlane = group * outputs * 4;
  fillTable(table, group, parts, partPlane, channels * 4, outputs * 4);
  const least = f32x4.splat(low), most = f32x4.splat(high);
  for (let unit = begin; unit < end; unit++) {
    const first = unit * group;
    const count = min(group, tiles - first);
    for (let t = 0; t < count; t++) {
      const line = (first + t) / across, at = (first + t) % across * tile - before;
      listLine(x + line * xLine, xStep, length, zeros, window + (parts - 1) * partTaps, at);
      for (let part = 0; part < parts; part++) {
        const to = inputs + part * partPlane + t * channels * 4;
        transformInput(scratch + part * partTaps * 4, to, inputPlane, channels);
      }
    }
    multiplyAll(
      table, count, parts, channels, outputs, inputs, inputPlane, weights, zeros,
      products, outputPlane,
    );
    for (let t = 0; t < count; t++) {
      const line = (first + t) / across, at = (first + t) % across * tile;
      transformOutput(
        products + t * outputs * 4, outputPlane, outputs, bias, least, most, accumulate,
        y + line * yLine + at * yStep, yStep, min(along - at, tile),
      );
    }
  }
}

/** Offsets of tile after tile, into products and the inputs of each part. */
function fillTable(
  table: usize, count: i32, parts: i32, partPlane: i32, xBytes: i32, yBytes: i32,
): void {
  for (let t = 0; t < count + (count & 1); t++) {
    let slot = table + (t >> 1) * 8 * (1 + parts) + (t & 1) * 4;
    const tile = min(t, count - 1);
    store<u32>(slot, tile * yBytes);
    for (let part = 0; part < parts; part++) {
      slot += 8;
      store<u32>(slot, part * partPlane + tile * xBytes);
    }
  }
}

function multiplyAll(
  table: usize, count: i32, parts: i32, channels: i32, outputs: i32, inputs: usize, inputPlane: i32,
  weights: usize, zeros: usize, products: usize, outputPlane: i32,
): void {
  const panelBytes = parts * channels * widePanel * 4;
  for (let k = 0; k < window; k++) {
    for (let o = 0; o < outputs; o += widePanel) {
      wideGemm(
        table, count, parts, channels, inputs, weights, zeros, products + o * 4, widePanel,
        -Infinity, Infinity, false,
      );
      weights += panelBytes;
    }
    inputs += inputPlane;
    products += outputPlane;
  }
}

/** Addresses of `count` pixels of a line, from `at` on. */
function listLine(x: usize, step: i32, length: i32, zeros: usize, count: i32, at: i32): void {
  for (let i = 0; i < count; i++) {
    const inside = <u32>(at + i) < <u32>length;
    store<u32>(scratch + i * 4, <u32>(inside ? x + (at + i) * step : zeros));
  }
}

function transformInput(list: usize, to: usize, plane: i32, channels: i32): void {
  for (let c: usize = 0; c < <usize>channels * 4; c += 16) {
    inputLine6(
      v128.load(load<usize>(list) + c), v128.load(load<usize>(list, 4) + c),
      v128.load(load<usize>(list, 8) + c), v128.load(load<usize>(list, 12) + c),
      v128.load(load<usize>(list, 16) + c), v128.load(load<usize>(list, 20) + c), to + c, plane,
    );
  }
}

/** Aᵀ m, cut to the `count` outputs that exist. */
function transformOutput(
  from: usize, plane: i32, outputs: i32, bias: usize, low: v128, most: v128, accumulate: bool,
  y: usize, yStep: i32, count: i32,
): void {
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  const quarter = f32x4.splat(0.25), four = f32x4.splat(4);
  for (let c: usize = 0; c < <usize>outputs * 4; c += 16) {
    const m = from + c;
    const m1 = v128.load(m + plane), m2 = v128.load(m + 2 * plane);
    const m3 = v128.load(m + 3 * plane), m4 = v128.load(m + 4 * plane);
    const shift = v128.load(bias + c);
    const p = f32x4.add(m1, m2);
    const y0 = f32x4.add(f32x4.add(v128.load(m), p), f32x4.add(m3, m4));
    finish(y + c, f32x4.add(y0, shift), low, most, accumulate);
    if (count == 1) continue;
    const q = f32x4.sub(f32x4.mul(half, m3), f32x4.mul(two, m4));
    const y1 = f32x4.add(f32x4.sub(m1, m2), q);
    finish(y + yStep + c, f32x4.add(y1, shift), low, most, accumulate);
    if (count == 2) continue;
    const r = f32x4.add(f32x4.mul(quarter, m3), f32x4.mul(four, m4));
    const y2 = f32x4.add(f32x4.add(p, r), v128.load(m + 5 * plane));
    finish(y + 2 * yStep + c, f32x4.add(y2, shift), low, most, accumulate);
  }
}

@inline
function finish(y: usize, sum: v128, low: v128, high: v128, accumulate: bool): void {
  const total = accumulate ? f32x4.add(sum, v128.load(y)) : sum;
  v128.store(y, clamp(total, low, high));
}
