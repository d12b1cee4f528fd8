import { clamp, load4, multiplyAdd, store4 } from './simd';

/*
 * The matrix products that convolutions come down to. A table lists, for each tile of pixels, the
 * addresses where the results go and then, tap by tap, the addresses where `run` inputs start.
 * Addresses in the table are relative to xBase and yBase. Weights lie in the order of use: for each
 * tap, for each input, one number per output of the panel. The last tile may have fewer pixels than
 * fit; its table is full all the same.
 */

export const wideTile: i32 = 2;
export const widePanel: i32 = 16;
export const narrowTile: i32 = 6;
export const narrowPanel: i32 = 4;

/**
 * Tiles of 2 pixels x 16 outputs: eight sums in registers hide the latency of the additions. A
 * loop over single inputs beats unrolled ones, for which V8 runs out of registers.
 */
export function wideGemm(
  table: usize, pixels: i32, taps: i32, run: i32, xBase: usize, weights: usize, bias: usize,
  yBase: usize, outputs: i32, low: f32, high: f32, accumulate: bool,
): void {
  for (let pixel = 0; pixel < pixels; pixel += wideTile) {
    const y0 = yBase + load<u32>(table);
    const y1 = yBase + load<u32>(table, 4);
    table += 8;
    let c00 = v128.load(bias), c01 = v128.load(bias, 16);
    let c02 = v128.load(bias, 32), c03 = v128.load(bias, 48);
    let c10 = c00, c11 = c01, c12 = c02, c13 = c03;
    let w = weights;
    for (let tap = 0; tap < taps; tap++) {
      let x0 = xBase + load<u32>(table);
      let x1 = xBase + load<u32>(table, 4);
      table += 8;
      for (let k = run; k > 0; k--) {
        const w0 = v128.load(w), w1 = v128.load(w, 16);
        const w2 = v128.load(w, 32), w3 = v128.load(w, 48);
        let x = v128.load32_splat(x0);
        c00 = multiplyAdd(x, w0, c00);
        c01 = multiplyAdd(x, w1, c01);
        c02 = multiplyAdd(x, w2, c02);
        c03 = multiplyAdd(x, w3, c03);
        x = v128.load32_splat(x1);
        c10 = multiplyAdd(x, w0, c10);
        c11 = multiplyAdd(x, w1, c11);
        c12 = multiplyAdd(x, w2, c12);
        c13 = multiplyAdd(x, w3, c13);
        x0 += 4;
        x1 += 4;
        w += 64;
      }
    }
    const least = f32x4.splat(low), most = f32x4.splat(high);
    finish(y0, c00, outputs, least, most, accumulate);
    finish(y0 + 16, c01, outputs - 4, least, most, accumulate);
    finish(y0 + 32, c02, outputs - 8, least, most, accumulate);
    finish(y0 + 48, c03, outputs - 12, least, most, accumulate);
    if (pixel + 1 == pixels) return;
    finish(y1, c10, outputs, least, most, accumulate);
    finish(y1 + 16, c11, outputs - 4, least, most, accumulate);
    finish(y1 + 32, c12, outputs - 8, least, most, accumulate);
    finish(y1 + 48, c13, outputs - 12, least, most, accumulate);
  }
}

/** Tiles of 6 pixels x 4 outputs, for pictures and their gradients: no lane idles but one. */
export function narrowGemm(
  table: usize, pixels: i32, taps: i32, run: i32, weights: usize, bias: usize,
  outputs: i32, low: f32, high: f32, accumulate: bool,
): void {
  for (let pixel = 0; pixel < pixels; pixel += narrowTile) {
    const places = table;
    table += 24;
    let c0 = v128.load(bias), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0;
    let w = weights;
    for (let tap = 0; tap < taps; tap++) {
      let x0: usize = load<u32>(table), x1: usize = load<u32>(table, 4);
      let x2: usize = load<u32>(table, 8), x3: usize = load<u32>(table, 12);
      let x4: usize = load<u32>(table, 16), x5: usize = load<u32>(table, 20);
      table += 24;
      for (let k = run; k > 0; k--) {
        const w0 = v128.load(w);
        c0 = multiplyAdd(v128.load32_splat(x0), w0, c0);
        c1 = multiplyAdd(v128.load32_splat(x1), w0, c1);
        c2 = multiplyAdd(v128.load32_splat(x2), w0, c2);
        c3 = multiplyAdd(v128.load32_splat(x3), w0, c3);
        c4 = multiplyAdd(v128.load32_splat(x4), w0, c4);
        c5 = multiplyAdd(v128.load32_splat(x5), w0, c5);
        x0 += 4; x1 += 4; x2 += 4; x3 += 4; x4 += 4; x5 += 4;
        w += 16;
      }
    }
    const least = f32x4.splat(low), most = f32x4.splat(high);
    finish(load<u32>(places), c0, outputs, least, most, accumulate);
    if (pixel + 1 == pixels) return;
    finish(load<u32>(places, 4), c1, outputs, least, most, accumulate);
    if (pixel + 2 == pixels) return;
    finish(load<u32>(places, 8), c2, outputs, least, most, accumulate);
    if (pixel + 3 == pixels) return;
    finish(load<u32>(places, 12), c3, outputs, least, most, accumulate);
    if (pixel + 4 == pixels) return;
    finish(load<u32>(places, 16), c4, outputs, least, most, accumulate);
    if (pixel + 5 == pixels) return;
    finish(load<u32>(places, 20), c5, outputs, least, most, accumulate);
  }
}

@inline
function finish(y: usize, sum: v128, left: i32, low: v128, high: v128, accumulate: bool): void {
  if (left <= 0) return;
  const total = accumulate ? f32x4.add(load4(y, left), sum) : sum;
  store4(y, clamp(total, low, high), left);
}
