import { load4, store4 } from './simd';

/* Max pools whose windows leave out pixels; as in max-pool.as otherwise. */

/** Units: output rows. */
export function dilatedMaxPool(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  y: usize, yPixel: i32, columns: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, dh: i32, dw: i32, top: i32, left: i32, begin: i32, end: i32,
): void {
  for (let row = begin; row < end; row++) {
    for (let column = 0; column < columns; column++) {
      const out = y + (row * columns + column) * yPixel;
      for (let c = 0; c < channels; c += 4) {
        let most = f32x4.splat(-Infinity);
        for (let i = 0; i < kh; i++) {
          const iy = row * sh - top + i * dh;
          if (<u32>iy >= <u32>height) continue;
          for (let j = 0; j < kw; j++) {
            const ix = column * sw - left + j * dw;
            if (<u32>ix >= <u32>width) continue;
            most = f32x4.pmax(most, load4(x + (iy * width + ix) * xPixel + c * 4, channels - c));
          }
        }
        store4(out + c * 4, most, channels - c);
      }
    }
  }
}

/** Adds each cotangent to g at the first largest number, rows first. Units: groups of four channels. */
export function dilatedMaxPoolBack(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32, most: usize, mostPixel: i32,
  y: usize, yPixel: i32, rows: i32, columns: i32, g: usize, gPixel: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, dh: i32, dw: i32, top: i32, left: i32, begin: i32, end: i32,
): void {
  for (let c = begin * 4; c < min(end * 4, channels); c += 4) {
    const rest = channels - c;
    for (let p = 0; p < rows * columns; p++) {
      const row = p / columns, column = p - row * columns;
      const cotangent = load4(y + p * yPixel + c * 4, rest);
      const wanted = load4(most + p * mostPixel + c * 4, rest);
      let taken = i32x4.splat(0);
      for (let i = 0; i < kh; i++) {
        const iy = row * sh - top + i * dh;
        if (<u32>iy >= <u32>height) continue;
        for (let j = 0; j < kw; j++) {
          const ix = column * sw - left + j * dw;
          if (<u32>ix >= <u32>width) continue;
          const at = iy * width + ix, to = g + at * gPixel + c * 4;
          const value = load4(x + at * xPixel + c * 4, rest);
          const here = v128.andnot(f32x4.eq(value, wanted), taken);
          taken = v128.or(taken, here);
          store4(to, f32x4.add(load4(to, rest), v128.and(cotangent, here)), rest);
        }
      }
    }
  }
}
