import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Adjustment, adjust } from '../../../src/engine/picture/adjust.ts';
import { linearToSrgb, luma, srgbToLinear } from '../../../src/engine/picture/colour.ts';
import { expectClose, picture, randomPicture } from './pictures.ts';

const pixel = picture(1, 1, [0.2, 0.5, 0.4]);
const adjusted = (adjustment: Adjustment) => [...adjust(pixel, adjustment).data];

describe('adjust', () => {
  it('gives back the same object when everything is neutral', () => {
    const neutral = {
      ...{ exposure: 0, temperature: 0, black: 0, white: 1 },
      ...{ gamma: 1, contrast: 1, saturation: 1 },
    };
    expect(adjust(pixel, neutral)).toBe(pixel);
    expect(adjust(pixel, {})).toBe(pixel);
  });

  it('doubles the light with each stop of exposure', () => {
    const twice = [0.2, 0.5, 0.4].map((v) => linearToSrgb(2 * srgbToLinear(v)));
    expectClose(adjusted({ exposure: 1 }), twice, 1e-6);
  });

  it('turns white to amber and blue at the same luminance', () => {
    const grey = picture(1, 1, [0.5, 0.5, 0.5]);
    const luminance = ([r = 0, g = 0, b = 0]: Iterable<number> & number[]) =>
      0.2126 * srgbToLinear(r) + 0.7152 * srgbToLinear(g) + 0.0722 * srgbToLinear(b);
    const warm = [...adjust(grey, { temperature: 1 }).data];
    const cold = [...adjust(grey, { temperature: -1 }).data];
    expect(srgbToLinear(warm[0] ?? 0) / srgbToLinear(warm[2] ?? 0)).toBeCloseTo(2, 4);
    expect(srgbToLinear(cold[0] ?? 0) / srgbToLinear(cold[2] ?? 0)).toBeCloseTo(0.5, 4);
    expect(luminance(warm)).toBeCloseTo(srgbToLinear(0.5), 5);
    expect(luminance(cold)).toBeCloseTo(srgbToLinear(0.5), 5);
  });

  it('moves black and white to the ends, and the middle by gamma', () => {
    expectClose(adjusted({ black: 0.2, white: 0.5 }), [0, 1, 2 / 3], 1e-6);
    expectClose(
      adjusted({ gamma: 2 }),
      [0.2, 0.5, 0.4].map((v) => Math.sqrt(v)),
      1e-6,
    );
    expectClose(adjust(picture(1, 1, [0, 0, 1]), { gamma: 3 }).data, [0, 0, 1], 0);
  });

  it('cuts hard where white is not above black', () => {
    expectClose(adjusted({ black: 0.45, white: 0.45 }), [0, 1, 0], 1e-6);
  });

  it('multiplies the distance from middle grey by the contrast', () => {
    expectClose(adjusted({ contrast: 1.5 }), [0.05, 0.5, 0.35], 1e-6);
    expectClose(adjusted({ contrast: 0 }), [0.5, 0.5, 0.5], 1e-6);
  });

  it('multiplies the distance from the luma by the saturation', () => {
    const grey = luma(0.2, 0.5, 0.4);
    expectClose(adjusted({ saturation: 0 }), [grey, grey, grey], 1e-6);
    expectClose(
      adjusted({ saturation: 1.5 }),
      [0.2, 0.5, 0.4].map((v) => grey + 1.5 * (v - grey)),
      1e-6,
    );
  });

  it('brings back in one step what the step before lifted above white', () => {
    const bright = adjust(picture(1, 1, [0.9, 0.8, 0.7]), {
      black: -0.2,
      white: 0.8,
      contrast: 0.5,
    });
    expectClose(bright.data, [0.8, 0.75, 0.7], 1e-6);
  });

  it('keeps the range, and finite values, whatever is asked', () => {
    const wide = fc.double({ min: -8, max: 8, noNaN: true });
    const positive = fc.double({ min: 0.05, max: 8, noNaN: true });
    const adjustment = fc.record({
      ...{ exposure: wide, temperature: wide, black: wide, white: wide },
      ...{ gamma: positive, contrast: positive, saturation: positive },
    });
    fc.assert(
      fc.property(adjustment, fc.nat(), (change, seed) => {
        const { data } = adjust(randomPicture(4, 4, seed), change);
        expect(data.every((v) => v >= 0 && v <= 1)).toBe(true);
      }),
    );
  });
});
