import { pad } from './layout';

/** BT.601 luma from 0 to 255 of interleaved RGB. */
export function luma(rgb: usize, plane: usize, width: i32, height: i32, stride: i32): void {
  for (let y = 0; y < height; y++) {
    let to = plane + y * stride * 4;
    for (let x = 0; x < width; x++, rgb += 12, to += 4) {
      const red = load<f32>(rgb), green = load<f32>(rgb, 4), blue = load<f32>(rgb, 8);
      store<f32>(to, <f32>76.245 * red + <f32>149.685 * green + <f32>29.07 * blue);
    }
  }
  border(plane, width, height, stride);
}

/** Half the size, rounded up: each pixel is the mean of four. */
export function halve(
  from: usize, width: i32, height: i32, stride: i32, to: usize, toStride: i32,
): void {
  const halfWidth = (width + 1) >> 1, halfHeight = (height + 1) >> 1;
  const quarter = f32x4.splat(0.25);
  for (let y = 0; y < halfHeight; y++) {
    let above = from + 2 * y * stride * 4, out = to + y * toStride * 4;
    for (let x = 0; x < halfWidth; x += 4, above += 32, out += 16) {
      const lower = above + stride * 4;
      const left = f32x4.add(v128.load(above), v128.load(lower));
      const right = f32x4.add(v128.load(above, 16), v128.load(lower, 16));
      const even = v128.shuffle<f32>(left, right, 0, 2, 4, 6);
      const odd = v128.shuffle<f32>(left, right, 1, 3, 5, 7);
      v128.store(out, f32x4.mul(quarter, f32x4.add(even, odd)));
    }
  }
  border(to, halfWidth, halfHeight, toStride);
}

/** Repeats the edge all around. */
function border(plane: usize, width: i32, height: i32, stride: i32): void {
  for (let y = 0; y < height; y++) {
    const row = plane + y * stride * 4, end = row + (width - 1) * 4;
    const first = load<f32>(row), last = load<f32>(end);
    for (let k = 1; k <= pad; k++) {
      store<f32>(row - k * 4, first);
      store<f32>(end + k * 4, last);
    }
  }
  const bytes = (width + 2 * pad) * 4, top = plane - pad * 4;
  const bottom = top + (height - 1) * stride * 4;
  for (let k = 1; k <= pad; k++) {
    memory.copy(top - k * stride * 4, top, bytes);
    memory.copy(bottom + k * stride * 4, bottom, bytes);
  }
}
