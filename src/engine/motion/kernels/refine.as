import { below, clampf, pad } from './layout';

/*
 * Variational refinement of a motion that is nearly right (Brox, Bruhn, Papenberg, Weickert, "High
 * Accuracy Optical Flow Estimation Based on a Theory for Warping", ECCV 2004; as in Kroeger 2016):
 * each pixel should look like the place it moves to, and move as its neighbours do, both in robust
 * norms, |x| rounded off near 0.
 */

/** Squared slope, in brightness per pixel, below which a place says little. */
const flat: f32 = 16;
/** Rounds off the norms. */
const rounding: f32 = 0.01;
/** Keeps divisors from 0. */
const least: f32 = 1e-6;

/**
 * The condition of each pixel, slopeX · (u - u0) + slopeY · (v - v0) + change = 0, in pixels of motion,
 * as slopes and `change - slopeX · u0 - slopeY · v0`. No condition for places beyond the edge.
 */
export function linearise(
  from: usize, to: usize, width: i32, height: i32, stride: i32, u: usize, v: usize,
  slopeX: usize, slopeY: usize, change: usize,
): void {
  const row: usize = stride * 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at: usize = (y * stride + x) * 4;
      const du = load<f32>(u + at), dv = load<f32>(v + at);
      const placeX = <f32>x + du, placeY = <f32>y + dv;
      if (placeX < 0 || placeY < 0 || placeX > <f32>(width - 1) || placeY > <f32>(height - 1)) {
        store<f32>(slopeX + at, 0);
        store<f32>(slopeY + at, 0);
        store<f32>(change + at, 0);
        continue;
      }
      const x0 = below(placeX), y0 = below(placeY);
      const fx = placeX - <f32>x0, fy = placeY - <f32>y0, both = fx * fy;
      const w00: f32 = <f32>1 - fx - fy + both, w01 = fx - both, w10 = fy - both;
      const b = to + (y0 * stride + x0) * 4, a = from + at;
      // The sixteen pixels around the place hold all slopes there: rows b - row to b + 2 row.
      const p00 = load<f32>(b), p01 = load<f32>(b, 4), p10 = load<f32>(b + row), p11 = load<f32>(b + row, 4);
      const there = w00 * p00 + w01 * p01 + w10 * p10 + both * p11;
      const thereX = w00 * (p01 - load<f32>(b - 4)) + w01 * (load<f32>(b, 8) - p00)
        + w10 * (p11 - load<f32>(b + row - 4)) + both * (load<f32>(b + row, 8) - p10);
      const thereY = w00 * (p10 - load<f32>(b - row)) + w01 * (p11 - load<f32>(b - row, 4))
        + w10 * (load<f32>(b + 2 * row) - p00) + both * (load<f32>(b + 2 * row, 4) - p01);
      const gx = <f32>0.25 * (thereX + load<f32>(a + 4) - load<f32>(a - 4));
      const gy = <f32>0.25 * (thereY + load<f32>(a + row) - load<f32>(a - row));
      const scale: f32 = <f32>1 / sqrt<f32>(gx * gx + gy * gy + flat);
      store<f32>(slopeX + at, gx * scale);
      store<f32>(slopeY + at, gy * scale);
      store<f32>(change + at, (there - load<f32>(a)) * scale - gx * scale * du - gy * scale * dv);
    }
  }
}

/**
 * The linear system at the present motion: for each pixel
 * u · a11 = Σ w u' - a12 v + b1 and v · a22 = Σ w v' - a12 u + b2, summed over its four neighbours.
 * Kept are w to the right and down, a12, b1, b2, 1 / a11 and 1 / a22, as seven planes one after the
 * other from `system` on, `bytes` apart, with borders of zeros.
 */
export function weigh(
  width: i32, height: i32, stride: i32, u: usize, v: usize,
  slopeX: usize, slopeY: usize, change: usize, system: usize, bytes: usize, smoothness: f32,
): void {
  const row: usize = stride * 4;
  const one = f32x4.splat(1), soft = f32x4.splat(rounding), alpha = f32x4.splat(smoothness);
  for (let y = 0; y < height; y++) {
    const isLast = y + 1 == height;
    for (let x = 0; x < width; x += 4) {
      const at: usize = (y * stride + x) * 4;
      const gx = v128.load(slopeX + at), gy = v128.load(slopeY + at), c = v128.load(change + at);
      const us = v128.load(u + at), vs = v128.load(v + at);
      const rest = f32x4.add(c, f32x4.add(f32x4.mul(gx, us), f32x4.mul(gy, vs)));
      const data = f32x4.div(one, f32x4.sqrt(f32x4.add(soft, f32x4.mul(rest, rest))));
      const ux = f32x4.sub(v128.load(u + at, 4), us), vx = f32x4.sub(v128.load(v + at, 4), vs);
      const uy = f32x4.sub(v128.load(u + at + row), us), vy = f32x4.sub(v128.load(v + at + row), vs);
      // Nothing differs from beyond the edge.
      const places = i32x4.add(i32x4.splat(x + 1), i32x4(0, 1, 2, 3));
      const across = i32x4.lt_s(places, i32x4.splat(width));
      const sideways = v128.and(across, f32x4.add(f32x4.mul(ux, ux), f32x4.mul(vx, vx)));
      const downwards = isLast ? f32x4.splat(0) : f32x4.add(f32x4.mul(uy, uy), f32x4.mul(vy, vy));
      const slope = f32x4.sqrt(f32x4.add(soft, f32x4.add(sideways, downwards)));
      const weight = f32x4.div(alpha, slope);
      const out = system + at, scaled = f32x4.mul(data, gx);
      v128.store(out, v128.and(across, weight));
      v128.store(out + bytes, isLast ? f32x4.splat(0) : weight);
      v128.store(out + 2 * bytes, f32x4.mul(scaled, gy));
      v128.store(out + 3 * bytes, f32x4.neg(f32x4.mul(scaled, c)));
      v128.store(out + 4 * bytes, f32x4.neg(f32x4.mul(f32x4.mul(data, gy), c)));
      v128.store(out + 5 * bytes, f32x4.mul(scaled, gx));
      v128.store(out + 6 * bytes, f32x4.mul(f32x4.mul(data, gy), gy));
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 4) {
      const out = system + (y * stride + x) * 4;
      const across = f32x4.add(v128.load(out), v128.load(out - 4));
      const down = f32x4.add(v128.load(out + bytes), v128.load(out + bytes - row));
      const total = f32x4.add(f32x4.splat(least), f32x4.add(across, down));
      for (let k: usize = 5; k <= 6; k++) {
        const diagonal = f32x4.add(total, v128.load(out + k * bytes));
        v128.store(out + k * bytes, f32x4.div(one, diagonal));
      }
    }
  }
}

/**
 * One sweep over the system: four neighbouring pixels at once from what they were, rows one after
 * the other from what they have become.
 */
export function sweep(
  width: i32, height: i32, stride: i32, u: usize, v: usize, system: usize, bytes: usize, relaxation: f32,
): void {
  const row: usize = stride * 4, omega = f32x4.splat(relaxation);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 4) {
      const at: usize = (y * stride + x) * 4, in_ = system + at;
      const left = v128.load(in_ - 4), right = v128.load(in_);
      const above = v128.load(in_ + bytes - row), under = v128.load(in_ + bytes);
      const a12 = v128.load(in_ + 2 * bytes);
      const us = v128.load(u + at), vs = v128.load(v + at);
      let sumU = f32x4.add(f32x4.mul(left, v128.load(u + at - 4)), f32x4.mul(right, v128.load(u + at, 4)));
      sumU = f32x4.add(sumU, f32x4.mul(above, v128.load(u + at - row)));
      sumU = f32x4.add(sumU, f32x4.mul(under, v128.load(u + at + row)));
      sumU = f32x4.add(sumU, f32x4.sub(v128.load(in_ + 3 * bytes), f32x4.mul(a12, vs)));
      const newU = f32x4.mul(sumU, v128.load(in_ + 5 * bytes));
      const nextU = f32x4.add(us, f32x4.mul(omega, f32x4.sub(newU, us)));
      let sumV = f32x4.add(f32x4.mul(left, v128.load(v + at - 4)), f32x4.mul(right, v128.load(v + at, 4)));
      sumV = f32x4.add(sumV, f32x4.mul(above, v128.load(v + at - row)));
      sumV = f32x4.add(sumV, f32x4.mul(under, v128.load(v + at + row)));
      sumV = f32x4.add(sumV, f32x4.sub(v128.load(in_ + 4 * bytes), f32x4.mul(a12, nextU)));
      const newV = f32x4.mul(sumV, v128.load(in_ + 6 * bytes));
      v128.store(u + at, nextU);
      v128.store(v + at, f32x4.add(vs, f32x4.mul(omega, f32x4.sub(newV, vs))));
    }
  }
}
