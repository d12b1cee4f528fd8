import { type Matrix3, multiply, scale, transpose } from './matrix3.ts';
import type { Rgb } from './picture.ts';

/** Square root of the colour covariance of natural pictures, as Lucid measured it on ImageNet. */
const COLOUR_CORRELATION: Matrix3 = [0.26, 0.09, 0.02, 0.27, 0.0, -0.05, 0.27, -0.09, 0.03];

/**
 * Lucid's C: from decorrelated colour to RGB (`rgb = C · colour`), the matrix above over the
 * largest norm of its columns (lucid, `optvis/param/color.py`).
 */
export const CORRELATE: Matrix3 = scale(
  COLOUR_CORRELATION,
  1 / largestColumnNorm(COLOUR_CORRELATION),
);

/**
 * C · Cᵀ: turns an RGB gradient into the change of RGB that the same ascent in decorrelated colour
 * would make.
 */
export const CONDITION_COLOUR: Matrix3 = multiply(CORRELATE, transpose(CORRELATE));

/** BT.601 weights of red, green and blue in the luma of JPEG and classic Y'CbCr. */
export const LUMA: Rgb = [0.299, 0.587, 0.114];

/** BT.601 luma of sRGB-encoded values. */
export function luma(red: number, green: number, blue: number): number {
  return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue;
}

/** sRGB-encoded value to linear light (IEC 61966-2-1); 0 and 1 are kept. */
export function srgbToLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Linear light to sRGB-encoded value, the inverse of `srgbToLinear`. */
export function linearToSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

function largestColumnNorm(m: Matrix3): number {
  return Math.max(
    Math.hypot(m[0], m[3], m[6]),
    Math.hypot(m[1], m[4], m[7]),
    Math.hypot(m[2], m[5], m[8]),
  );
}
