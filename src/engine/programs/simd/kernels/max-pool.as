import { load4, store4 } from './simd';

/** Max pooling; positions outside the picture do not take part. Units: output rows. */
export function maxPool(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  y: usize, yPixel: i32, columns: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, begin: i32, end: i32,
): void {
  const xRow = width * xPixel;
  for (let row = begin; row < end; row++) {
    const y0 = max(row * sh - top, 0), y1 = min(row * sh - top + kh, height);
    for (let column = 0; column < columns; column++) {
      const x0 = max(column * sw - left, 0), x1 = min(column * sw - left + kw, width);
      const corner = x + y0 * xRow + x0 * xPixel;
      const out = y + (row * columns + column) * yPixel;
      for (let c = 0; c < channels; c += 4) {
        const rest = channels - c;
        let line = corner + c * 4;
        let most = load4(line, rest);
        for (let i = y0; i < y1; i++, line += xRow) {
          let at = line;
          for (let j = x0; j < x1; j++, at += xPixel) most = f32x4.pmax(most, load4(at, rest));
        }
        store4(out + c * 4, most, rest);
      }
    }
  }
}

/**
 * Input gradient of `maxPool`: adds each cotangent to g where x has the first largest number of
 * the window, rows first. Windows overlap, so the work is split by channels.
 * g: of the shape of x, already filled. Units: groups of four channels.
 */
export function maxPoolBack(
  x: usize, xPixel: i32, height: i32, width: i32, channels: i32,
  y: usize, yPixel: i32, rows: i32, columns: i32, g: usize, gPixel: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, begin: i32, end: i32,
): void {
  const xRow = width * xPixel, gRow = width * gPixel;
  const last = min(end * 4, channels);
  for (let row = 0; row < rows; row++) {
    const y0 = max(row * sh - top, 0), y1 = min(row * sh - top + kh, height);
    for (let column = 0; column < columns; column++) {
      const x0 = max(column * sw - left, 0), x1 = min(column * sw - left + kw, width);
      const corner = x + y0 * xRow + x0 * xPixel;
      const target = g + y0 * gRow + x0 * gPixel;
      const cotangents = y + (row * columns + column) * yPixel;
      for (let c = begin * 4; c < last; c += 4) {
        const rest = channels - c;
        let line = corner + c * 4;
        let most = load4(line, rest);
        for (let i = y0; i < y1; i++, line += xRow) {
          let at = line;
          for (let j = x0; j < x1; j++, at += xPixel) most = f32x4.pmax(most, load4(at, rest));
        }
        const cotangent = load4(cotangents + c * 4, rest);
        let taken = i32x4.splat(0);
        line = corner + c * 4;
        let gLine = target + c * 4;
        for (let i = y0; i < y1; i++, line += xRow, gLine += gRow) {
          let at = line, to = gLine;
          for (let j = x0; j < x1; j++, at += xPixel, to += gPixel) {
            const here = v128.andnot(f32x4.eq(load4(at, rest), most), taken);
            taken = v128.or(taken, here);
            store4(to, f32x4.add(load4(to, rest), v128.and(cotangent, here)), rest);
          }
        }
      }
    }
  }
}
