import { scratch } from './simd';

/*
 * For kernels that give each output pixel a weighted sum over a few input pixels, channel by channel:
 * depthwise convolution and average pooling, forward and backward. For each pixel the addresses of
 * what it reads are listed first, so that the loop over channels has no conditions.
 */

export let listed: i32 = 0;

/** Begins the list of another pixel. */
@inline
export function clearList(): void {
  listed = 0;
}

/** @param weight a factor, or the address of factors by channel. */
@inline
export function list(source: usize, weight: u32): void {
  const entry = scratch + (listed << 3);
  store<u32>(entry, <u32>source);
  store<u32>(entry, weight, 4);
  listed++;
}

/** The window that starts at `start`, or -1 if none does. */
@inline
export function windowAt(start: i32, stride: i32, count: i32): i32 {
  if (start < 0) return -1;
  const window = start / stride;
  return window < count && window * stride == start ? window : -1;
}
