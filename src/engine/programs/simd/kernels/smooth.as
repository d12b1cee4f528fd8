/* Smooth functions. They round every operation as written, with none fused: the same bits everywhere. */

@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/** tanh x = 2 · sigmoid(2x) - 1 */
@inline
export function tanh(x: v128): v128 {
  const two = f32x4.splat(2);
  return f32x4.sub(f32x4.mul(two, sigmoid(f32x4.mul(two, x))), f32x4.splat(1));
}

/** 2^n · e^r with n the nearest whole number to x / ln 2; e^r by a polynomial (Cephes, expf). */
export function exp(x: v128): v128 {
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

/** Of normal numbers above 0: of 2^n · m with m from sqrt(1/2), by a polynomial (Cephes, logf). */
export function log(x: v128): v128 {
  const half = f32x4.splat(0.5);
  const mantissa = v128.or(v128.and(x, i32x4.splat(0x007fffff)), half);
  const small = f32x4.lt(mantissa, f32x4.splat(0.70710678118));
  const exponent = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126));
  const n = f32x4.convert_i32x4_s(i32x4.add(exponent, small));
  const doubled = v128.and(mantissa, small);
  const m = f32x4.sub(f32x4.add(mantissa, doubled), f32x4.splat(1));
  const square = f32x4.mul(m, m);
  let p = f32x4.splat(7.0376836292e-2);
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(-1.1514610310e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(1.1676998740e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, m), square);
  y = f32x4.add(y, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(half, square));
  return f32x4.add(f32x4.add(m, y), f32x4.mul(n, f32x4.splat(0.693359375)));
}

/** max(x, 0) + log(1 + e^-|x|) */
@inline
export function softplus(x: v128): v128 {
  const rest = log(f32x4.add(f32x4.splat(1), exp(f32x4.neg(f32x4.abs(x)))));
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), rest);
}

/** The error function by a quotient of polynomials (that of Eigen), which is ±1 from 4 on. */
function erf(x: v128): v128 {
  const v = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-4)), f32x4.splat(4));
  const square = f32x4.mul(v, v);
  let p = f32x4.splat(-2.72614225801306e-10);
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2.77068142495902e-8));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-2.10102402082508e-6));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-5.69250639462346e-5));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-7.34990630326855e-4));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-2.95459980854025e-3));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-1.60960333262415e-2));
  let q = f32x4.splat(-1.45660718464996e-5);
  q = f32x4.add(f32x4.mul(q, square), f32x4.splat(-2.13374055278905e-4));
  q = f32x4.add(f32x4.mul(q, square), f32x4.splat(-1.68282697438203e-3));
  q = f32x4.add(f32x4.mul(q, square), f32x4.splat(-7.37332916720468e-3));
  q = f32x4.add(f32x4.mul(q, square), f32x4.splat(-1.42647390514189e-2));
  return f32x4.div(f32x4.mul(v, p), q);
}

/** The normal distribution, (1 + erf(x / √2)) / 2. */
@inline
export function normalDistribution(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.mul(f32x4.add(one, erf(f32x4.mul(x, f32x4.splat(0.70710678118654752)))), f32x4.splat(0.5));
}

/** x^-beta of normal numbers above 0, by roots where those do. */
@inline
export function negativePower(x: v128, beta: f32): v128 {
  const one = f32x4.splat(1);
  if (beta == 1) return f32x4.div(one, x);
  const root = f32x4.sqrt(x);
  if (beta == 0.5) return f32x4.div(one, root);
  if (beta == 0.75) return f32x4.div(one, f32x4.mul(root, f32x4.sqrt(root)));
  return exp(f32x4.mul(f32x4.splat(-beta), log(x)));
}
