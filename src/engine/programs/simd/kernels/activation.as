import { clamp, load4, store4 } from './simd';
import { exp, log, normalDistribution, sigmoid, softplus, tanh } from './smooth';

/*
 * Activations by their number: 1 relu, 2 relu6, 3 leaky relu, 4 sigmoid, 5 tanh, 6 swish, 7 clip,
 * 8 elu and celu, 9 selu, 10 gelu, 11 gelu by tanh, 12 hard sigmoid, 13 hard swish, 14 softplus,
 * 15 softsign, 16 mish, 17 exp, 18 abs, 19 sqrt, 20 reciprocal, 21 log
 * (the host has the same list).
 */

/** y = f(x). Units: pixels. */
export function activate(
  kind: i32, alpha: f32, beta: f32, x: usize, xPixel: i32, y: usize, yPixel: i32, channels: i32,
  begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel, to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      store4(to + at, valueOf(kind, alpha, beta, load4(from + at, left)), left);
    }
  }
}

/** x [+]= y · f'; v: the output of f, or its input if that tells the slope. Units: pixels. */
export function activateBack(
  kind: i32, alpha: f32, beta: f32, v: usize, vPixel: i32, y: usize, yPixel: i32, x: usize, xPixel: i32,
  channels: i32, accumulate: bool, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const value = v + p * vPixel, from = y + p * yPixel, to = x + p * xPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const cotangent = load4(from + at, left);
      let result = throughSlope(kind, alpha, beta, load4(value + at, left), cotangent);
      if (accumulate) result = f32x4.add(result, load4(to + at, left));
      store4(to + at, result, left);
    }
  }
}

@inline
function valueOf(kind: i32, alpha: f32, beta: f32, x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
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
    case 6:
      return f32x4.mul(x, sigmoid(x));
    case 7:
      return clamp(x, f32x4.splat(alpha), f32x4.splat(beta));
    case 8: {
      const below = f32x4.sub(exp(f32x4.mul(f32x4.splat(beta), f32x4.pmin(x, zero))), one);
      return v128.bitselect(x, f32x4.mul(f32x4.splat(alpha), below), f32x4.gt(x, zero));
    }
    case 9: {
      const below = f32x4.sub(exp(f32x4.pmin(x, zero)), one);
      const above = f32x4.mul(f32x4.splat(beta), x);
      return v128.bitselect(above, f32x4.mul(f32x4.splat(alpha), below), f32x4.gt(x, zero));
    }
    case 10:
      return f32x4.mul(x, normalDistribution(x));
    case 11: {
      const most = f32x4.add(one, tanh(geluArgument(x)));
      return f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), most);
    }
    case 12:
      return ramp(x, alpha, beta);
    case 13:
      return f32x4.mul(x, ramp(x, sixth, 0.5));
    case 14:
      return softplus(x);
    case 15:
      return f32x4.div(x, f32x4.add(one, f32x4.abs(x)));
    case 16:
      return f32x4.mul(x, tanh(softplus(x)));
    case 17:
      return exp(x);
    case 18:
      return f32x4.abs(x);
    case 19:
      return f32x4.sqrt(x);
    case 21:
      return log(x);
    default:
      return f32x4.div(one, x);
  }
}

/** The derivative at a kink is the one from below, as in TensorFlow. */
@inline
function throughSlope(kind: i32, alpha: f32, beta: f32, v: v128, cotangent: v128): v128 {
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
    case 6: {
      const s = sigmoid(v);
      const rest = f32x4.mul(f32x4.mul(v, s), f32x4.sub(one, s));
      return f32x4.mul(cotangent, f32x4.add(s, rest));
    }
    case 7:
      return v128.and(cotangent, inside(v, alpha, beta));
    case 8: {
      const less = f32x4.mul(f32x4.splat(beta), f32x4.add(v, f32x4.splat(alpha)));
      return f32x4.mul(cotangent, v128.bitselect(one, less, f32x4.gt(v, zero)));
    }
    case 9: {
      const less = f32x4.add(v, f32x4.splat(alpha));
      return f32x4.mul(cotangent, v128.bitselect(f32x4.splat(beta), less, f32x4.gt(v, zero)));
    }
    case 10: {
      const density = exp(f32x4.mul(f32x4.splat(-0.5), f32x4.mul(v, v)));
      const rest = f32x4.mul(v, f32x4.mul(density, f32x4.splat(0.3989422804014327)));
      return f32x4.mul(cotangent, f32x4.add(normalDistribution(v), rest));
    }
    case 11: {
      const t = tanh(geluArgument(v)), half = f32x4.splat(0.5);
      const square = f32x4.mul(f32x4.mul(v, v), f32x4.splat(3 * geluCube));
      const inner = f32x4.mul(f32x4.add(one, square), f32x4.splat(geluScale));
      const bend = f32x4.mul(f32x4.sub(one, f32x4.mul(t, t)), inner);
      const slope = f32x4.add(f32x4.add(one, t), f32x4.mul(v, bend));
      return f32x4.mul(cotangent, f32x4.mul(half, slope));
    }
    case 12:
      return v128.and(f32x4.mul(cotangent, f32x4.splat(alpha)), inside(v, 0, 1));
    case 13: {
      const rest = v128.and(f32x4.mul(v, f32x4.splat(sixth)), inside(v, -3, 3));
      return f32x4.mul(cotangent, f32x4.add(ramp(v, sixth, 0.5), rest));
    }
    case 14:
      return f32x4.mul(cotangent, sigmoid(v));
    case 15: {
      const rest = f32x4.sub(one, f32x4.abs(v));
      return f32x4.mul(cotangent, f32x4.mul(rest, rest));
    }
    case 16: {
      const t = tanh(softplus(v));
      const bend = f32x4.mul(f32x4.sub(one, f32x4.mul(t, t)), sigmoid(v));
      return f32x4.mul(cotangent, f32x4.add(t, f32x4.mul(v, bend)));
    }
    case 17:
      return f32x4.mul(cotangent, v);
    case 18: {
      const below = v128.and(f32x4.neg(cotangent), f32x4.lt(v, zero));
      return v128.or(v128.and(cotangent, f32x4.gt(v, zero)), below);
    }
    case 19:
      return f32x4.div(cotangent, f32x4.add(v, v));
    case 21:
      return f32x4.div(cotangent, v);
    default:
      return f32x4.neg(f32x4.mul(cotangent, f32x4.mul(v, v)));
  }
}

/** alpha · x + beta between 0 and 1. */
@inline
function ramp(x: v128, alpha: f32, beta: f32): v128 {
  const value = f32x4.add(f32x4.mul(x, f32x4.splat(alpha)), f32x4.splat(beta));
  return clamp(value, f32x4.splat(0), f32x4.splat(1));
}

@inline
function inside(v: v128, low: f32, high: f32): v128 {
  return v128.and(f32x4.gt(v, f32x4.splat(low)), f32x4.lt(v, f32x4.splat(high)));
}

const sixth: f32 = 0.16666666666666666;
const geluScale: f32 = 0.7978845608028654;
const geluCube: f32 = 0.044715;

@inline
function geluArgument(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(f32x4.mul(x, x), x), f32x4.splat(geluCube));
  return f32x4.mul(f32x4.add(x, cube), f32x4.splat(geluScale));
}

/** x where it is above 0, else x times the slope of its channel. Units: pixels. */
export function prelu(
  x: usize, xPixel: i32, slopes: usize, y: usize, yPixel: i32, channels: i32, begin: i32, end: i32,
): void {
  preluBack(x, xPixel, slopes, x, xPixel, y, yPixel, channels, false, begin, end);
}

/** g [+]= y, times the slope of its channel where x is not above 0. Units: pixels. */
export function preluBack(
  x: usize, xPixel: i32, slopes: usize, y: usize, yPixel: i32, g: usize, gPixel: i32,
  channels: i32, accumulate: bool, begin: i32, end: i32,
): void {
  for (let p = begin; p < end; p++) {
    const value = x + p * xPixel, from = y + p * yPixel, to = g + p * gPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const whole = load4(from + at, left);
      const above = f32x4.gt(load4(value + at, left), f32x4.splat(0));
      let result = v128.bitselect(whole, f32x4.mul(whole, v128.load(slopes + at)), above);
      if (accumulate) result = f32x4.add(result, load4(to + at, left));
      store4(to + at, result, left);
    }
  }
}
