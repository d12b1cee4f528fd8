import { below, between, inReach, side } from './layout';
import { corner, patches } from './search';

/**
 * The motion of each pixel: the mean of the patches that it lies in, each weighted by how well its
 * motion fits this very pixel, 1 / max(1, |difference of brightness|). Places beyond the edge of the
 * other picture count next to nothing.
 * @param sum three planes of zeros: sums of weights, and of weighted u and v, which become u and v.
 */
export function densify(
  from: usize, to: usize, width: i32, height: i32, stride: i32,
  found: usize, weights: usize, u: usize, v: usize,
): void {
  const columns = patches(width), rows = patches(height);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++, found += 8) {
      add(
        from, to, width, height, stride, corner(i, width), corner(j, height),
        load<f32>(found), load<f32>(found, 4), weights, u, v,
      );
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 4) {
      const at = (y * stride + x) * 4;
      // The border beside a row has none.
      const weight = f32x4.max(v128.load(weights + at), f32x4.splat(1e-9));
      v128.store(u + at, f32x4.div(v128.load(u + at), weight));
      v128.store(v + at, f32x4.div(v128.load(v + at), weight));
    }
  }
}

function add(
  from: usize, to: usize, width: i32, height: i32, stride: i32, left: i32, top: i32,
  du: f32, dv: f32, weights: usize, u: usize, v: usize,
): void {
  const x = inReach(<f32>left + du, width), y = inReach(<f32>top + dv, height);
  const x0 = below(x), y0 = below(y);
  const fx = x - <f32>x0, fy = y - <f32>y0, both = fx * fy;
  const w00 = f32x4.splat(1 - fx - fy + both), w01 = f32x4.splat(fx - both);
  const w10 = f32x4.splat(fy - both), w11 = f32x4.splat(both);
  const one = f32x4.splat(1), us = f32x4.splat(du), vs = f32x4.splat(dv), row: usize = stride * 4;
  for (let r = 0; r < side; r++) {
    const beyond = y + <f32>r < -0.5 || y + <f32>r > <f32>height - 0.5;
    for (let c = 0; c < side; c += 4) {
      const value = between(to + ((y0 + r) * stride + x0 + c) * 4, row, w00, w01, w10, w11);
      const at = ((top + r) * stride + left + c) * 4;
      const difference = f32x4.abs(f32x4.sub(value, v128.load(from + at)));
      let weight = f32x4.div(one, f32x4.max(one, difference));
      const places = f32x4.add(f32x4.splat(x + <f32>c), f32x4(0, 1, 2, 3));
      const inside = v128.and(
        f32x4.ge(places, f32x4.splat(-0.5)), f32x4.le(places, f32x4.splat(<f32>width - 0.5)),
      );
      const little = f32x4.mul(weight, f32x4.splat(0.001));
      weight = beyond ? little : v128.bitselect(weight, little, inside);
      v128.store(weights + at, f32x4.add(v128.load(weights + at), weight));
      v128.store(u + at, f32x4.add(v128.load(u + at), f32x4.mul(weight, us)));
      v128.store(v + at, f32x4.add(v128.load(v + at), f32x4.mul(weight, vs)));
    }
  }
}
