import { below, between, inReach, side, sumLanes } from './layout';

/*
 * Dense inverse search (Kroeger, Timofte, Dai, Van Gool, "Fast Optical Flow using Dense Inverse
 * Search", ECCV 2016): square patches of one picture are found in the other by inverse
 * compositional Lucas-Kanade (Baker, Matthews 2004), whose Hessian depends on the patch only. Both
 * patches have their mean removed, so that the light may change.
 */

/** From one patch to the next. */
const step: i32 = 4;
/** Steps of a patch at most. */
const mostSteps: i32 = 6;
/** A patch stands still when it moves less than this, in pixels, squared. */
const settled: f32 = 0.01;
/** Added to the diagonal of the Hessian: holds patches without texture where they began. */
const stiffness: f32 = 500;
const area: f32 = 64;

/** The patch and its slopes, row by row. */
const template: usize = memory.data(256, 16);
const slopesX: usize = memory.data(256, 16);
const slopesY: usize = memory.data(256, 16);

/** The inverse of the Hessian, and sums of slopes. */
let i00: f32 = 0, i01: f32 = 0, i11: f32 = 0, sumX: f32 = 0, sumY: f32 = 0;
/** What `compare` finds: the cost, and what a step needs. */
let cost: f32 = 0, sum: f32 = 0, bx: f32 = 0, by: f32 = 0;

/** How many patches lie along a side: the last one is at the edge. */
export function patches(length: i32): i32 {
  return (max(0, length - side) + step - 1) / step + 1;
}

@inline
export function corner(index: i32, length: i32): i32 {
  return min(index * step, max(0, length - side));
}

/**
 * Finds each patch of `from` in `to`, and writes (u, v) for each to `found`.
 * @param startU, startV motion at half the size, or 0; its rows are `startStride` apart.
 */
export function search(
  from: usize, to: usize, width: i32, height: i32, stride: i32,
  startU: usize, startV: usize, startStride: i32, found: usize,
): void {
  const columns = patches(width), rows = patches(height);
  const startWidth = (width + 1) >> 1, startHeight = (height + 1) >> 1;
  for (let j = 0; j < rows; j++) {
    const y = corner(j, height);
    for (let i = 0; i < columns; i++) {
      const x = corner(i, width), at = found + (j * columns + i) * 8;
      let u: f32 = 0, v: f32 = 0;
      if (startU != 0) {
        const sx = min((x + side / 2) >> 1, startWidth - 1);
        const sy = min((y + side / 2) >> 1, startHeight - 1);
        u = 2 * load<f32>(startU + (sy * startStride + sx) * 4);
        v = 2 * load<f32>(startV + (sy * startStride + sx) * 4);
      }
      store<f32>(at, u);
      store<f32>(at, v, 4);
      if (isOutside(<f32>x + u, width) || isOutside(<f32>y + v, height)) continue;
      take(from + (y * stride + x) * 4, stride * 4);
      const left = i > 0 ? at - 8 : 0, above = j > 0 ? at - columns * 8 : 0;
      follow(to, width, height, stride, <f32>x, <f32>y, left, above, at);
    }
  }
}

/** Whether more than half of a patch lies beyond the edge, where nothing is known. */
@inline
function isOutside(x: f32, length: i32): bool {
  return x < <f32>(-side / 2) || x > <f32>(length - side / 2);
}

function take(from: usize, row: usize): void {
  const half = f32x4.splat(0.5);
  let sx = f32x4.splat(0), sy = f32x4.splat(0);
  let xx = f32x4.splat(0), xy = f32x4.splat(0), yy = f32x4.splat(0);
  for (let r = 0, k: usize = 0; r < side; r++, from += row) {
    for (let c = 0; c < side; c += 4, k += 16) {
      const at = from + c * 4;
      const gx = f32x4.mul(half, f32x4.sub(v128.load(at + 4), v128.load(at - 4)));
      const gy = f32x4.mul(half, f32x4.sub(v128.load(at + row), v128.load(at - row)));
      v128.store(template + k, v128.load(at));
      v128.store(slopesX + k, gx);
      v128.store(slopesY + k, gy);
      sx = f32x4.add(sx, gx);
      sy = f32x4.add(sy, gy);
      xx = f32x4.add(xx, f32x4.mul(gx, gx));
      xy = f32x4.add(xy, f32x4.mul(gx, gy));
      yy = f32x4.add(yy, f32x4.mul(gy, gy));
    }
  }
  sumX = sumLanes(sx);
  sumY = sumLanes(sy);
  const h00 = sumLanes(xx) - sumX * sumX / area + stiffness;
  const h01 = sumLanes(xy) - sumX * sumY / area;
  const h11 = sumLanes(yy) - sumY * sumY / area + stiffness;
  const determinant = h00 * h11 - h01 * h01;
  i00 = h11 / determinant;
  i01 = -h01 / determinant;
  i11 = h00 / determinant;
}

/** Moves the patch from the best start to where it fits. The motion to begin with is at `at`. */
function follow(
  to: usize, width: i32, height: i32, stride: i32, x: f32, y: f32, left: usize, above: usize, at: usize,
): void {
  let u = load<f32>(at), v = load<f32>(at, 4);
  compare(to, width, height, stride, x + u, y + v);
  // What a neighbour has found may fit better: motion spreads along the grid.
  for (let n = 0; n < 2; n++) {
    const other = n == 0 ? left : above;
    if (other == 0) continue;
    const u2 = load<f32>(other), v2 = load<f32>(other, 4);
    if (abs(u2 - u) + abs(v2 - v) < 0.25) continue;
    const c = cost, s = sum, b = bx, d = by;
    compare(to, width, height, stride, x + u2, y + v2);
    if (cost < c) {
      u = u2;
      v = v2;
    } else {
      cost = c;
      sum = s;
      bx = b;
      by = d;
    }
  }
  const u0 = u, v0 = v;
  for (let n = 0; n < mostSteps; n++) {
    const gx = bx - sumX * sum / area, gy = by - sumY * sum / area;
    const du = i00 * gx + i01 * gy, dv = i01 * gx + i11 * gy;
    const before = cost;
    compare(to, width, height, stride, x + u - du, y + v - dv);
    if (!(cost < before)) break;
    u -= du;
    v -= dv;
    if (du * du + dv * dv < settled) break;
  }
  // Farther than a patch from where it began, it has found something else.
  if ((u - u0) * (u - u0) + (v - v0) * (v - v0) > area) return;
  store<f32>(at, u);
  store<f32>(at, v, 4);
}

/** Compares the patch with what is at a place. */
function compare(to: usize, width: i32, height: i32, stride: i32, placeX: f32, placeY: f32): void {
  const x = inReach(placeX, width), y = inReach(placeY, height);
  const x0 = below(x), y0 = below(y);
  const fx = x - <f32>x0, fy = y - <f32>y0, both = fx * fy;
  const w00 = f32x4.splat(1 - fx - fy + both), w01 = f32x4.splat(fx - both);
  const w10 = f32x4.splat(fy - both), w11 = f32x4.splat(both);
  const row: usize = stride * 4;
  let at = to + (y0 * stride + x0) * 4;
  let s = f32x4.splat(0), ss = f32x4.splat(0), sx = f32x4.splat(0), sy = f32x4.splat(0);
  for (let k: usize = 0; k < 256; k += 32, at += row) {
    const d0 = f32x4.sub(between(at, row, w00, w01, w10, w11), v128.load(template + k));
    const d1 = f32x4.sub(between(at + 16, row, w00, w01, w10, w11), v128.load(template + k, 16));
    s = f32x4.add(s, f32x4.add(d0, d1));
    ss = f32x4.add(ss, f32x4.add(f32x4.mul(d0, d0), f32x4.mul(d1, d1)));
    sx = f32x4.add(sx, f32x4.mul(d0, v128.load(slopesX + k)));
    sx = f32x4.add(sx, f32x4.mul(d1, v128.load(slopesX + k, 16)));
    sy = f32x4.add(sy, f32x4.mul(d0, v128.load(slopesY + k)));
    sy = f32x4.add(sy, f32x4.mul(d1, v128.load(slopesY + k, 16)));
  }
  sum = sumLanes(s);
  cost = sumLanes(ss) - sum * sum / area;
  bx = sumLanes(sx);
  by = sumLanes(sy);
}
