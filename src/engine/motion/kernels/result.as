import { below, clampf } from './layout';

/**
 * Whether two motions lead back to where one began (Sundaram, Brox, Keutzer, "Dense point
 * trajectories by GPU-accelerated large displacement optical flow", ECCV 2010): the squared gap
 * |w + w'|² against 0.01 (|w|² + |w'|²) + 0.08. 1 up to half of what that allows, 0 from one and a half
 * times that on, and where the way leads out of the frame.
 */
export function agree(
  width: i32, height: i32, stride: i32, u: usize, v: usize, otherU: usize, otherV: usize, out: usize,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at: usize = (y * stride + x) * 4;
      const du = load<f32>(u + at), dv = load<f32>(v + at);
      const placeX = <f32>x + du, placeY = <f32>y + dv;
      let share: f32 = 0;
      if (placeX >= -0.5 && placeY >= -0.5 && placeX <= <f32>width - 0.5 && placeY <= <f32>height - 0.5) {
        const px = clampf(placeX, 0, <f32>(width - 1)), py = clampf(placeY, 0, <f32>(height - 1));
        const x0 = min(below(px), max(width - 2, 0)), y0 = min(below(py), max(height - 2, 0));
        const there: usize = (y0 * stride + x0) * 4;
        const u2 = at2(otherU + there, stride, px - <f32>x0, py - <f32>y0);
        const v2 = at2(otherV + there, stride, px - <f32>x0, py - <f32>y0);
        const gap = (du + u2) * (du + u2) + (dv + v2) * (dv + v2);
        const allowed = <f32>0.01 * (du * du + dv * dv + u2 * u2 + v2 * v2) + <f32>0.08;
        share = clampf(<f32>1.5 - gap / allowed, 0, 1);
      }
      store<f32>(out + at, share);
    }
  }
}

@inline
function at2(at: usize, stride: i32, fx: f32, fy: f32): f32 {
  const upper = load<f32>(at) + fx * (load<f32>(at, 4) - load<f32>(at));
  const next = at + stride * 4;
  const lower = load<f32>(next) + fx * (load<f32>(next, 4) - load<f32>(next));
  return upper + fy * (lower - upper);
}

/**
 * A plane at the size of the picture, bilinearly, times `gain`: every `gap`-th number from `out` on.
 * @param factor 1 or 2: how many times as large.
 * @param row room for a row of the plane.
 */
export function enlarge(
  plane: usize, width: i32, height: i32, stride: i32, factor: i32,
  out: usize, outWidth: i32, outHeight: i32, gap: i32, gain: f32, row: usize,
): void {
  for (let y = 0; y < outHeight; y++) {
    // Odd and even pixels lie a quarter beyond and before the pixel they come from.
    const near = y / factor, far = clampi(factor == 1 ? near : near + (y & 1 ? 1 : -1), height);
    const a = plane + near * stride * 4, b = plane + far * stride * 4;
    const most = f32x4.splat(<f32>0.75 * gain), rest = f32x4.splat(<f32>0.25 * gain);
    for (let x = 0; x < width * 4; x += 16) {
      const sum = f32x4.add(f32x4.mul(most, v128.load(a + x)), f32x4.mul(rest, v128.load(b + x)));
      v128.store(row + x, sum);
    }
    for (let x = 0; x < outWidth; x++, out += gap * 4) {
      const here = x / factor, there = clampi(factor == 1 ? here : here + (x & 1 ? 1 : -1), width);
      store<f32>(out, <f32>0.75 * load<f32>(row + here * 4) + <f32>0.25 * load<f32>(row + there * 4));
    }
  }
}

@inline
function clampi(x: i32, length: i32): i32 {
  return min(max(x, 0), length - 1);
}
