import { mix } from './blend.ts';
import { luma } from './colour.ts';
import { apply, type Matrix3, multiply, symmetricFunction } from './matrix3.ts';
import { clip, mapPixels, type Picture, type Rgb } from './picture.ts';
import { resize } from './resize.ts';
import { type ColourStatistics, colourStatistics } from './statistics.ts';

/**
 * `deviation`: each channel takes the mean and deviation of the reference; `transport`: all three
 * together take its mean and covariance, with the least change of colour (linear optimal
 * transport); `luminance`: only the luma takes the reference's mean and deviation, the colours stay.
 */
export type TransferMethod = 'deviation' | 'transport' | 'luminance';

export interface TransferOptions {
  readonly method: TransferMethod;
  /** 0 keeps the picture, 1 is the full transfer. */
  readonly amount: number;
}

/**
 * Gives a picture the colours of a reference, which may have any size. The result is clipped to
 * [0, 1]. Amount 0 gives the picture itself, the same object.
 */
export function transferColour(
  picture: Picture,
  reference: Picture,
  { method, amount }: TransferOptions,
): Picture {
  if (amount === 0) return picture;
  const from = colourStatistics(picture);
  const to = colourStatistics(reference);
  return mix(picture, transferAll(picture, from, to, method), amount);
}

function transferAll(
  picture: Picture,
  from: ColourStatistics,
  to: ColourStatistics,
  method: TransferMethod,
): Picture {
  switch (method) {
    case 'deviation':
      return mapColours(picture, perChannel(from.covariance, to.covariance), from.mean, to.mean);
    case 'transport':
      return mapColours(picture, transport(from.covariance, to.covariance), from.mean, to.mean);
    case 'luminance':
      return transferLuma(picture, from, to);
  }
}

/** colour ← matrix · (colour − from) + to */
function mapColours(picture: Picture, matrix: Matrix3, from: Rgb, to: Rgb): Picture {
  const moved = apply(matrix, from);
  const [r0, g0, b0] = [to[0] - moved[0], to[1] - moved[1], to[2] - moved[2]];
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = matrix;
  return mapPixels(picture, (r, g, b, out, at) => {
    out[at] = clip(rr * r + rg * g + rb * b + r0);
    out[at + 1] = clip(gr * r + gg * g + gb * b + g0);
    out[at + 2] = clip(br * r + bg * g + bb * b + b0);
  });
}

/**
 * The least variance that counts. A deviation below .003 (less than a step of 8 bits) is noise,
 * which must not be blown up to the reference's contrast.
 */
const NOISE = 1e-5;

function floored(variance: number): number {
  return Math.max(variance, NOISE);
}

function perChannel(from: Matrix3, to: Matrix3): Matrix3 {
  const factor = (i: 0 | 4 | 8) => Math.sqrt(floored(to[i]) / floored(from[i]));
  return [factor(0), 0, 0, 0, factor(4), 0, 0, 0, factor(8)];
}

/**
 * The symmetric T with T·A·T = B, which moves a normal distribution of covariance A to one of
 * covariance B at the least mean square distance: T = A^-½ (A^½ B A^½)^½ A^-½ (Pitié and Kokaram,
 * The linear Monge-Kantorovitch colour mapping, 2007).
 */
function transport(from: Matrix3, to: Matrix3): Matrix3 {
  const root = symmetricFunction(from, (v) => Math.sqrt(floored(v)));
  const inverseRoot = symmetricFunction(from, (v) => 1 / Math.sqrt(floored(v)));
  const target = symmetricFunction(to, floored);
  const middle = symmetricFunction(multiply(multiply(root, target), root), (v) =>
    Math.sqrt(Math.max(v, 0)),
  );
  return multiply(multiply(inverseRoot, middle), inverseRoot);
}

/** All channels of a pixel shift by as much as its luma (Gatys 2016, luminance-only transfer). */
function transferLuma(picture: Picture, from: ColourStatistics, to: ColourStatistics): Picture {
  const mean = luma(...from.mean);
  const target = luma(...to.mean);
  const factor = Math.sqrt(
    floored(lumaVariance(to.covariance)) / floored(lumaVariance(from.covariance)),
  );
  return mapPixels(picture, (r, g, b, out, at) => {
    const light = luma(r, g, b);
    const shift = factor * (light - mean) + target - light;
    out[at] = clip(r + shift);
    out[at + 1] = clip(g + shift);
    out[at + 2] = clip(b + shift);
  });
}

function lumaVariance(covariance: Matrix3): number {
  return luma(...apply(covariance, [luma(1, 0, 0), luma(0, 1, 0), luma(0, 0, 1)]));
}

/**
 * The luma of `picture` with the chroma of `source` (BT.601 Y'CbCr), as style transfer with
 * "original colours" does; clipped to [0, 1]. A source of another size is stretched to the picture.
 */
export function keepColours(picture: Picture, source: Picture): Picture {
  const { width, height, data: lights } = picture;
  const { data: colours } = resize(source, picture);
  const data = new Float32Array(lights.length);
  for (let at = 0; at < data.length; at += 3) {
    const shift = lumaAt(lights, at) - lumaAt(colours, at);
    // In Y'CbCr, the same chroma means the same differences between the channels.
    for (let i = at; i < at + 3; i++) data[i] = clip((colours[i] as number) + shift);
  }
  return { width, height, data };
}

function lumaAt(data: Float32Array, at: number): number {
  return luma(data[at] as number, data[at + 1] as number, data[at + 2] as number);
}
