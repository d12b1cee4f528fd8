import { clamp, scratch } from './lanes';
import { widePanel, wideProduct, wideTile } from './product';

/*
 * Winograd's F(4x4, 3x3) and F(2x2, 5x5): the outputs of a tile from 36 products per channel, where
 * the plain sum takes 144 and 100 (Lavin and Gray 2016, "Fast algorithms for convolutional neural
 * networks"). Both see 6x6 inputs, so they share the input's transform. Its points are 0, 1, -1, 1/2,
 * -2 and infinity, which rounds less than the usual 0, 1, -1, 2, -2 (Barabasz et al. 2020, "Error
 * analysis and improving the accuracy of Winograd convolution"). Written in differences, so that a
 * flat picture gives the same outputs all over the tile, and ties stay ties.
 *
 * Scratch: 36 x 4 bytes of addresses, 576 bytes of halfway results, the table of the products, then
 * the transformed inputs [36, group, channels] and products [36, group, outputs].
 */
const halfwayAt: usize = 192;
const tableAt: usize = 1024;

/**
 * Convolution at stride 1, y = clamp(bias + x * w [+ y]): 3x3 with a tile of 4, 5x5 with one of 2;
 * channels and outputs in fours and sixteens.
 * weights: G w Gᵀ as [36, panels of 16 outputs, channels, 16]; zeros: one per channel.
 * Units: groups of `group` tiles of tile x tile outputs.
 */
export function winograd(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  weights: usize, bias: usize, zeros: usize,
  y: usize, yPixel: i32, yRow: i32, rows: i32, columns: i32, outputs: i32,
  tile: i32, top: i32, left: i32, low: f32, high: f32, accumulate: bool, group: i32,
  begin: i32, end: i32,
): void {
  const across = (columns + tile - 1) / tile;
  const tiles = (rows + tile - 1) / tile * across;
  const table = scratch + tableAt;
  const inputs = (table + ((group + 1) >> 1) * 16 + 63) & ~63;
  const inputPlane = group * channels * 4;
  const products = inputs + 36 * inputPlane;
  const outputPlane = group * outputs * 4;
  fillTable(table, group, channels * 4, outputs * 4);
  const least = f32x4.splat(low), most = f32x4.splat(high);
  for (let unit = begin; unit < end; unit++) {
    const first = unit * group;
    const count = min(group, tiles - first);
    for (let t = 0; t < count; t++) {
      const row = (first + t) / across, column = (first + t) - row * across;
      listWindow(x, xPixel, height, width, zeros, row * tile - top, column * tile - left);
      transformInput(inputs + t * channels * 4, inputPlane, channels);
    }
    multiplyAll(
      table, count, channels, outputs, inputs, inputPlane, weights, zeros, products, outputPlane,
    );
    for (let t = 0; t < count; t++) {
      const row = (first + t) / across * tile, column = ((first + t) % across) * tile;
      transformOutput(
        tile, products + t * outputs * 4, outputPlane, outputs, bias, least, most, accumulate,
        y + row * yRow + column * yPixel, yPixel, yRow,
        min(rows - row, tile), min(columns - column, tile),
      );
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

/** The 36 sums of products over the channels. */
function multiplyAll(
  table: usize, count: i32, channels: i32, outputs: i32, inputs: usize, inputPlane: i32,
  weights: usize, zeros: usize, products: usize, outputPlane: i32,
): void {
  const panelBytes = channels * widePanel * 4;
  for (let k = 0; k < 36; k++) {
    for (let o = 0; o < outputs; o += widePanel) {
      wideProduct(
        table, count, 1, channels, inputs, weights, zeros, products + o * 4, widePanel,
        -Infinity, Infinity, false,
      );
      weights += panelBytes;
    }
    inputs += inputPlane;
    products += outputPlane;
  }
}

/** Addresses of the 6x6 pixels that a tile reads. */
function listWindow(
  x: usize, xPixel: i32, height: i32, width: i32, zeros: usize, y0: i32, x0: i32,
): void {
  let slot = scratch;
  for (let i = y0; i < y0 + 6; i++) {
    const inside = <u32>i < <u32>height;
    const line = x + i * width * xPixel;
    for (let j = x0; j < x0 + 6; j++, slot += 4) {
      store<u32>(slot, <u32>(inside && <u32>j < <u32>width ? line + j * xPixel : zeros));
    }
  }
}

/** Bᵀ d B: first down the columns, then along the rows. */
function transformInput(to: usize, plane: i32, channels: i32): void {
  const halfway = scratch + halfwayAt;
  for (let c: usize = 0; c < <usize>channels * 4; c += 16) {
    for (let j: usize = 0; j < 6; j++) {
      const list = scratch + j * 4;
      inputLine(
        v128.load(load<usize>(list) + c), v128.load(load<usize>(list, 24) + c),
        v128.load(load<usize>(list, 48) + c), v128.load(load<usize>(list, 72) + c),
        v128.load(load<usize>(list, 96) + c), v128.load(load<usize>(list, 120) + c),
        halfway + j * 16, 96,
      );
    }
    let line = halfway;
    let out = to + c;
    for (let i = 0; i < 6; i++) {
      inputLine(
        v128.load(line), v128.load(line, 16), v128.load(line, 32),
        v128.load(line, 48), v128.load(line, 64), v128.load(line, 80), out, plane,
      );
      line += 96;
      out += 6 * plane;
    }
  }
}

/** One row of Bᵀ after another, to `step` bytes apart. */
// @ts-ignore: decorator
@inline
function inputLine(
  d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: i32,
): void {
  const half = f32x4.splat(0.5), one5 = f32x4.splat(1.5), two = f32x4.splat(2);
  const r = f32x4.sub(d4, d2), s = f32x4.sub(d3, d1);
  v128.store(to, f32x4.sub(f32x4.add(r, f32x4.mul(one5, s)), f32x4.sub(d2, d0)));
  to += step;
  v128.store(to, f32x4.add(f32x4.add(r, s), f32x4.mul(one5, f32x4.add(d2, d3))));
  to += step;
  const t = f32x4.mul(one5, f32x4.sub(d2, d1));
  v128.store(to, f32x4.sub(f32x4.add(r, f32x4.mul(half, s)), t));
  to += step;
  v128.store(to, f32x4.add(r, f32x4.mul(two, s)));
  to += step;
  v128.store(to, f32x4.sub(r, f32x4.mul(half, s)));
  to += step;
  v128.store(to, f32x4.sub(f32x4.add(f32x4.sub(d5, d3), f32x4.mul(one5, r)), s));
}

/** Aᵀ m A, cut to the `high` x `wide` outputs that exist. */
function transformOutput(
  tile: i32, from: usize, plane: i32, outputs: i32, bias: usize, low: v128, most: v128, accumulate: bool,
  y: usize, yPixel: i32, yRow: i32, high: i32, wide: i32,
): void {
  const halfway = scratch + halfwayAt;
  for (let c: usize = 0; c < <usize>outputs * 4; c += 16) {
    let m = from + c;
    let line = halfway;
    for (let i = 0; i < 6; i++) {
      outputLine(
        tile, v128.load(m), v128.load(m + plane), v128.load(m + 2 * plane),
        v128.load(m + 3 * plane), v128.load(m + 4 * plane), v128.load(m + 5 * plane), line, 16,
      );
      m += 6 * plane;
      line += 64;
    }
    const shift = v128.load(bias + c);
    for (let j = 0; j < wide; j++) {
      line = halfway + j * 16;
      outputLine(
        tile, v128.load(line), v128.load(line, 64), v128.load(line, 128),
        v128.load(line, 192), v128.load(line, 256), v128.load(line, 320), line, 64,
      );
      let to = y + j * yPixel + c;
      for (let i = 0; i < high; i++, to += yRow, line += 64) {
        let sum = f32x4.add(v128.load(line), shift);
        if (accumulate) sum = f32x4.add(sum, v128.load(to));
        v128.store(to, clamp(sum, low, most));
      }
    }
  }
}

/** One row of Aᵀ after another, to `step` bytes apart. */
// @ts-ignore: decorator
@inline
function outputLine(
  tile: i32, m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, step: i32,
): void {
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  const p = f32x4.add(m1, m2), q = f32x4.sub(m1, m2);
  v128.store(to, f32x4.add(f32x4.add(m0, p), f32x4.add(m3, m4)));
  to += step;
  const second = f32x4.add(q, f32x4.sub(f32x4.mul(half, m3), f32x4.mul(two, m4)));
  if (tile == 2) {
    v128.store(to, f32x4.add(second, m5));
    return;
  }
  v128.store(to, second);
  to += step;
  const quarter = f32x4.splat(0.25), four = f32x4.splat(4);
  v128.store(to, f32x4.add(p, f32x4.add(f32x4.mul(quarter, m3), f32x4.mul(four, m4))));
  to += step;
  const eighth = f32x4.splat(0.125), eight = f32x4.splat(8);
  const third = f32x4.sub(f32x4.mul(eighth, m3), f32x4.mul(eight, m4));
  v128.store(to, f32x4.add(f32x4.add(q, third), m5));
}
