import { load4, scratch, store4 } from './lanes';

/*
 * Activations by their number: 1 relu, 2 relu6, 3 leaky relu, 4 sigmoid, 5 tanh, 6 swish (the host
 * has the same list). The smooth ones are computed one number at a time with AssemblyScript's own
 * exp and tanh, which give the same bits on every machine.
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

// @ts-ignore: decorator
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
// @ts-ignore: decorator
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

function sigmoid(x: v128): v128 {
  v128.store(scratch, x);
  for (let i = 0; i < 16; i += 4) {
    store<f32>(scratch + i, 1 / (1 + Mathf.exp(-load<f32>(scratch + i))));
  }
  return v128.load(scratch);
}

function tanh(x: v128): v128 {
  v128.store(scratch, x);
  for (let i = 0; i < 16; i += 4) {
    store<f32>(scratch + i, Mathf.tanh(load<f32>(scratch + i)));
  }
  return v128.load(scratch);
}
