/*
 * AssemblyScript. Every array of a level is a plane: float32 with a border of `pad` pixels, so that
 * patches, neighbours and vectors of four may reach over the edge. A plane is known by the address of
 * its pixel (0, 0); pixel (x, y) lies (y · stride + x) · 4 bytes after it. All is plain SIMD in one
 * order: the same bits on every machine.
 */

/** Wider than a patch, its interpolation and a vector. */
export const pad: i32 = 12;
/** Side of a patch. */
export const side: i32 = 8;

/** The least whole number of what is below x, for any x that fits. */
@inline
export function below(x: f32): i32 {
  return <i32>Mathf.floor(x);
}

@inline
export function clampf(x: f32, low: f32, high: f32): f32 {
  return min(max(x, low), high);
}

/** Where a patch may lie, given its top left corner: with its interpolation within the border. */
@inline
export function inReach(x: f32, length: i32): f32 {
  return clampf(x, <f32>1 - <f32>pad, <f32>(length + pad - side - 2));
}

/** Four values between pixels, from the pixel up left of the first. */
@inline
export function between(at: usize, row: usize, w00: v128, w01: v128, w10: v128, w11: v128): v128 {
  const upper = f32x4.add(f32x4.mul(w00, v128.load(at)), f32x4.mul(w01, v128.load(at, 4)));
  const lower = f32x4.add(
    f32x4.mul(w10, v128.load(at + row)), f32x4.mul(w11, v128.load(at + row, 4)),
  );
  return f32x4.add(upper, lower);
}

@inline
export function sumLanes(v: v128): f32 {
  const first = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1);
  return first + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}
