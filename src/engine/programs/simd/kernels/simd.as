/*
 * AssemblyScript. Values are float32 with their channels together (NHWC); a view is the address of
 * its first number and the bytes from one pixel to the next, so that a value may lie among the
 * channels of a wider one. Every exported kernel ends in (begin, end): the units of its work to do.
 * What a unit computes does not depend on which others run, so any split gives the same bits.
 */

/** Working memory of this instance: tables, lists and transformed tiles. Set by the host. */
export let scratch: usize = 0;
export function setScratch(address: usize): void {
  scratch = address;
}

/** a · b + c: in one rounding with relaxed SIMD on most machines, in two everywhere without. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** Four channels, or as many as are `left`; zeros for the rest. */
@inline
export function load4(address: usize, left: i32): v128 {
  return left >= 4 ? v128.load(address) : loadFew(address, left);
}

function loadFew(address: usize, left: i32): v128 {
  let value = v128.load32_zero(address);
  if (left > 1) value = v128.load32_lane(address, value, 1, 4);
  if (left > 2) value = v128.load32_lane(address, value, 2, 8);
  return value;
}

@inline
export function store4(address: usize, value: v128, left: i32): void {
  if (left >= 4) v128.store(address, value);
  else storeFew(address, value, left);
}

function storeFew(address: usize, value: v128, left: i32): void {
  if (left > 0) v128.store32_lane(address, value, 0);
  if (left > 1) v128.store32_lane(address, value, 1, 4);
  if (left > 2) v128.store32_lane(address, value, 2, 8);
}

/** Between two bounds; not-a-number stays so. */
@inline
export function clamp(value: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, low), high);
}
