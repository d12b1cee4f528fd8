import { scratch } from './simd';

/*
 * The filters of Winograd's algorithm as its products take them. In double precision, rounded in the
 * end: they are made once, and what is lost here is lost in every step.
 */

/**
 * G w Gᵀ of square filters.
 * from: [panels of 16 outputs, size², inputs, 16]; g: G, [window, size] in doubles;
 * to: [window², panels, inputs, 16]. Units: panels.
 */
export function winogradFilter(
  from: usize, g: usize, to: usize, size: i32, window: i32, inputs: i32, panels: i32,
  begin: i32, end: i32,
): void {
  const tapBytes = inputs * 64, planeBytes = panels * tapBytes;
  for (let panel = begin; panel < end; panel++) {
    for (let input = 0; input < inputs; input++) {
      const filter = from + panel * size * size * tapBytes + input * 64;
      const place = to + panel * tapBytes + input * 64;
      for (let pair = 0; pair < 8; pair++) {
        transformColumns(filter + pair * 8, tapBytes, g, scratch + pair * 16, size, window);
      }
      transformRows(place, planeBytes, g, size, window);
    }
  }
}

/**
 * G w of two outputs, to the scratch: [window, size, 8 pairs]. Filters have at least three taps a
 * side.
 */
@inline
function transformColumns(
  filter: usize, tapBytes: i32, g: usize, to: usize, size: i32, window: i32,
): void {
  const lineBytes = size * tapBytes;
  for (let column = 0; column < size; column++) {
    const taps = filter + column * tapBytes;
    const a = promoted(taps), b = promoted(taps + lineBytes), c = promoted(taps + 2 * lineBytes);
    for (let row = 0; row < window; row++) {
      const factors = g + row * size * 8;
      let sum = times(a, factors);
      sum = plus(plus(sum, b, factors + 8), c, factors + 16);
      for (let line = 3; line < size; line++) {
        sum = plus(sum, promoted(taps + line * lineBytes), factors + line * 8);
      }
      v128.store(to + (row * size + column) * 128, sum);
    }
  }
}

/** The scratch times Gᵀ: all sixteen outputs of a plane at once, since planes compete for the cache. */
@inline
function transformRows(place: usize, planeBytes: i32, g: usize, size: i32, window: i32): void {
  let to = place;
  for (let row = 0; row < window; row++) {
    for (let column = 0; column < window; column++) {
      const factors = g + column * size * 8;
      for (let pair = 0; pair < 8; pair++) {
        const half = scratch + row * size * 128 + pair * 16;
        let sum = times(v128.load(half), factors);
        sum = plus(plus(sum, v128.load(half, 128), factors + 8), v128.load(half, 256), factors + 16);
        for (let j = 3; j < size; j++) sum = plus(sum, v128.load(half + j * 128), factors + j * 8);
        v128.store64_lane(to + pair * 8, f32x4.demote_f64x2_zero(sum), 0);
      }
      to += planeBytes;
    }
  }
}

/**
 * G w of filters along one line, in parts of `partTaps`, the last filled up with zeros.
 * from: [panels of 16 outputs, taps, inputs, 16]; g: G, [window, partTaps] in doubles;
 * to: [window, panels, parts, inputs, 16]. Units: panels.
 */
export function winogradLineFilter(
  from: usize, g: usize, to: usize, taps: i32, partTaps: i32, window: i32, inputs: i32, panels: i32,
  begin: i32, end: i32,
): void {
  const parts = (taps + partTaps - 1) / partTaps;
  const tapBytes = inputs * 64, planeBytes = panels * parts * tapBytes;
  for (let panel = begin; panel < end; panel++) {
    for (let part = 0; part < parts; part++) {
      const first = from + (panel * taps + part * partTaps) * tapBytes;
      const place = to + (panel * parts + part) * tapBytes;
      const count = min(partTaps, taps - part * partTaps);
      for (let at = 0; at < tapBytes; at += 8) {
        for (let k = 0; k < window; k++) {
          let sum = f64x2.splat(0);
          for (let tap = 0; tap < count; tap++) {
            const weights = promoted(first + tap * tapBytes + at);
            sum = plus(sum, weights, g + (k * partTaps + tap) * 8);
            // As the pictures that were made before these were kernels have it.
            sum = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(sum));
          }
          v128.store64_lane(place + k * planeBytes + at, f32x4.demote_f64x2_zero(sum), 0);
        }
      }
    }
  }
}

/** w · g, for two weights beside each other. */
@inline
function times(weights: v128, g: usize): v128 {
  return f64x2.mul(weights, v128.load64_splat(g));
}

/** sum + w · g */
@inline
function plus(sum: v128, weights: v128, g: usize): v128 {
  return f64x2.add(sum, times(weights, g));
}

/** Two numbers in double precision. */
@inline
function promoted(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}
