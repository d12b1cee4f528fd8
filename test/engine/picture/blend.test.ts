import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlendMode, blend, mix } from '../../../src/engine/picture/blend.ts';
import { resize, resizeMask } from '../../../src/engine/picture/resize.ts';
import { expectClose, picture, randomMask, randomPicture } from './pictures.ts';

/** Worked by hand from the formulas: below (.2, .5, .8) and above (.6, .3, .9). */
const worked: Record<BlendMode, readonly number[]> = {
  normal: [0.6, 0.3, 0.9],
  multiply: [0.12, 0.15, 0.72],
  screen: [0.68, 0.65, 0.98],
  overlay: [0.24, 0.3, 0.96],
  'soft-light': [0.2496, 0.4, 0.8 + 0.8 * (Math.sqrt(0.8) - 0.8)],
  'hard-light': [0.36, 0.3, 0.96],
  add: [0.8, 0.8, 1],
  subtract: [0, 0.2, 0],
  difference: [0.4, 0.2, 0.1],
  darken: [0.2, 0.3, 0.8],
  lighten: [0.6, 0.5, 0.9],
  dodge: [0.5, 0.5 / 0.7, 1],
  burn: [0, 0, 1 - 0.2 / 0.9],
  // light below .443, above .456; spread of both .6
  hue: [0.487, 0.187, 0.787],
  saturation: [0.2, 0.5, 0.8],
  colour: [0.587, 0.287, 0.887],
  luminosity: [0.213, 0.513, 0.813],
};
const modes = Object.keys(worked) as BlendMode[];
const mode = fc.constantFrom(...modes);
const share = fc.double({ min: 0, max: 1, noNaN: true });

const below = picture(1, 1, [0.2, 0.5, 0.8]);
const above = picture(1, 1, [0.6, 0.3, 0.9]);

describe('blend', () => {
  it.each(modes.filter((name) => name !== 'hue'))('computes %s as the standard says', (name) => {
    expectClose(blend(below, above, { mode: name, amount: 1 }).data, worked[name], 1e-6);
  });

  it('computes hue: that of above with the spread and light of below', () => {
    const [r = 0, g = 0, b = 0] = blend(below, above, { mode: 'hue', amount: 1 }).data;
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeCloseTo(0.6, 6);
    expect(0.3 * r + 0.59 * g + 0.11 * b).toBeCloseTo(0.443, 6);
    // Above has red half way between green and blue.
    expect((r - g) / (b - g)).toBeCloseTo(0.5, 5);
  });

  it('computes saturation: the spread of above with the hue and light of below', () => {
    const grey = picture(1, 1, [0.4, 0.4, 0.4]);
    expectClose(
      blend(below, grey, { mode: 'saturation', amount: 1 }).data,
      [0.443, 0.443, 0.443],
      1e-6,
    );
  });

  it('draws colours that leave the range towards grey and keeps their light', () => {
    const white = picture(1, 1, [1, 0.9, 1]);
    const [r = 0, g = 0, b = 0] = blend(white, picture(1, 1, [1, 0, 0]), {
      mode: 'colour',
      amount: 1,
    }).data;
    expect(r).toBeCloseTo(1, 6);
    expect(0.3 * r + 0.59 * g + 0.11 * b).toBeCloseTo(0.941, 6);
  });

  it('keeps the range and the size of the picture below', () => {
    fc.assert(
      fc.property(mode, share, fc.nat(), (name, amount, seed) => {
        const photo = randomPicture(5, 4, seed);
        const result = blend(photo, randomPicture(3, 7, seed + 1), { mode: name, amount });
        expect(result).toMatchObject({ width: 5, height: 4 });
        expect(result.data.every((v) => v >= 0 && v <= 1)).toBe(true);
      }),
    );
  });

  it('keeps the range where black, white and pure colours meet', () => {
    const corners = fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(mode, corners, corners, (name, a, b) => {
        const options = { mode: name, amount: 1 };
        const { data } = blend(picture(1, 1, a), picture(1, 1, b), options);
        expect(data.every((v) => v >= 0 && v <= 1)).toBe(true);
      }),
    );
  });

  it('gives back the picture below at amount 0', () => {
    for (const name of modes) {
      expect(blend(below, above, { mode: name, amount: 0 })).toBe(below);
    }
  });

  it('is all of the blend at amount 1 and half way at a half', () => {
    const full = blend(below, above, { mode: 'multiply', amount: 1 }).data;
    const half = blend(below, above, { mode: 'multiply', amount: 0.5 }).data;
    expectClose(
      half,
      full.map((v, i) => (v + (below.data[i] ?? 0)) / 2),
      1e-6,
    );
  });

  it('stretches a picture above of another size', () => {
    const photo = randomPicture(6, 4, 1);
    const other = randomPicture(3, 9, 2);
    const options = { mode: 'screen', amount: 0.7 } as const;
    expect(blend(photo, other, options)).toEqual(blend(photo, resize(other, photo), options));
  });

  it('weighs the amount by the mask, of any size', () => {
    const photo = randomPicture(6, 4, 1);
    const other = randomPicture(6, 4, 2);
    const mask = randomMask(3, 2, 3);
    const shares = resizeMask(mask, photo).data;
    const result = blend(photo, other, { mode: 'normal', amount: 0.5, mask });
    expectClose(
      result.data,
      photo.data.map((v, i) => {
        const part = 0.5 * (shares[Math.floor(i / 3)] ?? 0);
        return v + part * ((other.data[i] ?? 0) - v);
      }),
      1e-6,
    );
  });
});

describe('mix', () => {
  it('gives exactly one picture or the other at the ends', () => {
    const [one, two] = [randomPicture(4, 4, 1), randomPicture(4, 4, 2)];
    expect(mix(one, two, 0)).toEqual(one);
    expect(mix(one, two, 1)).toEqual(two);
  });
});
