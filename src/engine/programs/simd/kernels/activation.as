import { load4, store4 } from './simd';

/*
 * Activations by their number: 1 relu, 2 relu6, 3 leaky relu, 4 sigmoid, 5 tanh, 6 swish (the host
 * has the same list). The smooth ones round every operation as written, with none fused, so they
 * give the same bits on every machine.
 */

/** y = f(x). Units: pixels. */
export function activate(
  kind: i32, alpha: f32, x: usize, xPixel: i32, y: usize, yPixel: i32, channels: i32,
  begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel, to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      store4(to + at, valueOf(kind, alpha, load4(from + at, left)), left);
    }
  }
}

/** x [+]= y · f'; v: the output of f, or for swish its input. Units: pixels. */
export function activateBack(
  kind: i32, alpha: f32, v: usize, vPixel: i32, y: usize, yPixel: i32, x: usize, xPixel: i32,
  channels: i32, accumulate: bool, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const value = v + p * vPixel, from = y + p * yPixel, to = x + p * xPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const cotangent = load4(from + at, left);
      let result = throughSlope(kind, alpha, load4(value + at, left), cotangent);
      if (accumulate) result = f32x4.add(result, load4(to + at, left));
      store4(to + at, result, left);
    }
  }
}

@inline
function valueOf(kind: i32, alpha: f32, x: v128): v128 {
  const zero = f32x4.splat(0);
  switch (kind) {
    case 1:
      return f32x4.pmax(x, zero);
    case 2:
      return f32x4.pmin(f32x4.pmax(x, zero), f32x4.splat(6));
    case 3:
      return v128.bitselect(x, f32x4.mul(x, f32x4.splat(alpha)), f32x4.gt(x, zero));
    case 4:
      return sigmoid(x);
    case 5:
      return tanh(x);
    default:
      return f32x4.mul(x, sigmoid(x));
  }
}

/** The derivative at a kink is the one from below, as in TensorFlow. */
@inline
function throughSlope(kind: i32, alpha: f32, v: v128, cotangent: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  switch (kind) {
    case 1:
      return v128.and(cotangent, f32x4.gt(v, zero));
    case 2:
      return v128.and(cotangent, v128.and(f32x4.gt(v, zero), f32x4.lt(v, f32x4.splat(6))));
    case 3: {
      const less = f32x4.mul(cotangent, f32x4.splat(alpha));
      return v128.bitselect(cotangent, less, f32x4.gt(v, zero));
    }
    case 4:
      return f32x4.mul(cotangent, f32x4.mul(v, f32x4.sub(one, v)));
    case 5:
      return f32x4.mul(cotangent, f32x4.sub(one, f32x4.mul(v, v)));
    default: {
      const s = sigmoid(v);
      const rest = f32x4.mul(f32x4.mul(v, s), f32x4.sub(one, s));
      return f32x4.mul(cotangent, f32x4.add(s, rest));
    }
  }
}

@inline
function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/** tanh x = 2 · sigmoid(2x) - 1 */
@inline
function tanh(x: v128): v128 {
  const two = f32x4.splat(2);
  return f32x4.sub(f32x4.mul(two, sigmoid(f32x4.mul(two, x))), f32x4.splat(1));
}

/** 2^n · e^r with n the nearest whole number to x / ln 2; e^r by a polynomial (Cephes, expf). */
function exp(x: v128): v128 {
  const within = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(within, f32x4.splat(1.44269504088896341)));
  // ln 2 in two parts, the first of which has few digits, so that n times it is exact.
  const most = f32x4.sub(within, f32x4.mul(n, f32x4.splat(0.693359375)));
  const r = f32x4.sub(most, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  const er = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127));
  return f32x4.mul(er, i32x4.shl(exponent, 23));
}
