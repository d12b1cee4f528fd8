import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luma } from '../../../src/engine/picture/colour.ts';
import { transferColour } from '../../../src/engine/picture/colour-transfer.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { mapPixels } from '../../../src/engine/picture/picture.ts';
import { colourStatistics } from '../../../src/engine/picture/statistics.ts';
import { meanAndDeviation } from './measures.ts';
import { constantPicture, expectClose, picture, randomPicture, vector } from './pictures.ts';

const methods = ['deviation', 'transport', 'luminance'] as const;

/** Correlated colours well inside [0, 1], so that clipping has no part in the result. */
function toned(width: number, height: number, seed: number, base: number, mixing: number): Picture {
  return mapPixels(randomPicture(width, height, seed), (r, g, b, out, at) => {
    out[at] = base + 0.3 * (r - 0.5);
    out[at + 1] = 0.5 + 0.3 * (mixing * (r - 0.5) + (1 - mixing) * (g - 0.5));
    out[at + 2] = 1 - base + 0.2 * (b - 0.5) + 0.1 * (g - 0.5);
  });
}

const photo = toned(32, 24, 1, 0.4, 0.6);
const style = toned(20, 30, 2, 0.6, 0.2);
const full = (method: (typeof methods)[number]) =>
  transferColour(photo, style, { method, amount: 1 });

describe('transferColour', () => {
  it('takes mean and deviation channel by channel', () => {
    const [result, wanted] = [colourStatistics(full('deviation')), colourStatistics(style)];
    expectClose(result.mean, wanted.mean, 1e-5);
    for (const i of [0, 4, 8] as const) {
      expect(result.covariance[i]).toBeCloseTo(wanted.covariance[i], 6);
    }
  });

  it('takes the whole covariance by optimal transport', () => {
    const [result, wanted] = [colourStatistics(full('transport')), colourStatistics(style)];
    expectClose(result.mean, wanted.mean, 1e-5);
    expectClose(result.covariance, wanted.covariance, 1e-6);
    expect(Math.abs(wanted.covariance[1] - colourStatistics(photo).covariance[1])).toBeGreaterThan(
      1e-3,
    );
  });

  it('changes nothing when a picture takes its own colours', () => {
    for (const method of methods) {
      expectClose(transferColour(photo, photo, { method, amount: 1 }).data, photo.data, 1e-6);
    }
  });

  it('takes only the luma by luminance, and keeps every difference between channels', () => {
    const result = full('luminance');
    const [got, wanted, before] = [lumas(result), lumas(style), photo];
    expect(meanAndDeviation(got).mean).toBeCloseTo(meanAndDeviation(wanted).mean, 5);
    expect(meanAndDeviation(got).deviation).toBeCloseTo(meanAndDeviation(wanted).deviation, 5);
    for (let at = 0; at < result.data.length; at += 3) {
      const redOverBlue = (result.data[at] ?? 0) - (result.data[at + 2] ?? 0);
      expect(redOverBlue).toBeCloseTo((before.data[at] ?? 0) - (before.data[at + 2] ?? 0), 5);
    }
  });

  it('matches luma as the worked example does', () => {
    const { inputs, expected, tol } = vector<
      { style_luma: number[]; content_luma: number[] },
      { matched: number[] }
    >('luminance-match');
    const grey = (lights: number[]) =>
      picture(
        lights.length,
        1,
        lights.flatMap((v) => [v, v, v]),
      );
    const options = { method: 'luminance', amount: 1 } as const;
    const result = transferColour(grey(inputs.style_luma), grey(inputs.content_luma), options);
    expectClose(lumas(result), expected.matched, tol);
  });

  it('gives back the picture itself at amount 0, and goes half way at a half', () => {
    for (const method of methods) {
      expect(transferColour(photo, style, { method, amount: 0 })).toBe(photo);
      const half = transferColour(photo, style, { method, amount: 0.5 });
      expectClose(
        half.data,
        full(method).data.map((v, i) => (v + (photo.data[i] ?? 0)) / 2),
        1e-6,
      );
    }
  });

  it('does not blow up the noise of a flat picture', () => {
    const flat = constantPicture(8, 8, [0.5, 0.5, 0.5]);
    const noisy = { ...flat, data: flat.data.map((v, i) => v + ((i * 7919) % 3) / 1000) };
    for (const method of methods) {
      const { data } = transferColour(noisy, randomPicture(9, 9, 3), { method, amount: 1 });
      const { covariance } = colourStatistics({ ...flat, data });
      expect(covariance[0]).toBeLessThan(0.012);
    }
  });

  it('keeps the range for any pictures, flat ones too', () => {
    const shade = fc.constantFrom(0, 0.5, 1);
    fc.assert(
      fc.property(fc.constantFrom(...methods), shade, fc.nat(), (method, value, seed) => {
        const flat = constantPicture(4, 4, [value, 0.2, 1]);
        const wild = randomPicture(5, 3, seed);
        for (const [from, to] of [
          [flat, wild],
          [wild, flat],
          [flat, flat],
        ] as const) {
          const { data } = transferColour(from, to, { method, amount: 1 });
          expect(data.every((v) => v >= 0 && v <= 1)).toBe(true);
        }
      }),
    );
  });
});

function lumas({ data }: Picture): Float32Array {
  return Float32Array.from({ length: data.length / 3 }, (_, i) =>
    luma(data[i * 3] ?? 0, data[i * 3 + 1] ?? 0, data[i * 3 + 2] ?? 0),
  );
}
