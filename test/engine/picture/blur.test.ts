import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blur, blurMask, sharpen } from '../../../src/engine/picture/blur-sharpen.ts';
import { constantPicture, expectClose, randomMask, randomPicture } from './pictures.ts';

/** One bright pixel in the middle of an odd number of dark ones. */
function impulse(width: number, height: number) {
  const data = new Float32Array(width * height);
  data[(data.length - 1) / 2] = 1;
  return { width, height, data };
}

const gauss = (distance: number, sigma: number): number =>
  Math.exp(-0.5 * (distance / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI));

describe('blur', () => {
  it.each([1, 2, 3])('spreads a line as the Gaussian of sigma %d', (sigma) => {
    const { data } = blurMask(impulse(41, 1), sigma);
    const wanted = Array.from({ length: 41 }, (_, i) => gauss(i - 20, sigma));
    expectClose(data, wanted, 0.002);
  });

  it.each([3.1, 4, 6.5, 15, 40])('does so to 1 %% of the contrast at sigma %d', (sigma) => {
    const edge = { width: 400, height: 1, data: new Float32Array(400).fill(1, 200) };
    const { data } = blurMask(edge, sigma);
    let wanted = 0;
    for (let i = 0; i < 400; i++) {
      // The Gaussian's integral from the edge, in steps of a pixel.
      if (i === 0) for (let j = -3000; j < 0; j++) wanted += gauss(j + 0.5 - 199.5, sigma);
      else wanted += gauss(i - 200, sigma);
      expect(Math.abs((data[i] ?? 0) - wanted)).toBeLessThan(0.01);
    }
  });

  it.each([0.4, 2, 9])('is alike across and down at sigma %d', (sigma) => {
    const { data } = blurMask(impulse(33, 33), sigma);
    for (let y = 0; y < 33; y++) {
      for (let x = 0; x < 33; x++) {
        expect(data[y * 33 + x]).toBeCloseTo(data[x * 33 + y] ?? 0, 7);
        expect(data[y * 33 + x]).toBeCloseTo(data[(32 - y) * 33 + 32 - x] ?? 0, 7);
      }
    }
  });

  it('replicates edges, so that a constant picture stays', () => {
    const size = fc.integer({ min: 1, max: 20 });
    const sigma = fc.double({ min: 0.05, max: 60, noNaN: true });
    fc.assert(
      fc.property(size, size, sigma, (width, height, s) => {
        const grey = constantPicture(width, height, [0.25, -0.5, 1]);
        expectClose(blur(grey, s).data, grey.data);
      }),
    );
    const ends = blurMask({ width: 3, height: 1, data: new Float32Array([1, 0, 0]) }, 1).data;
    const [far, near, here] = [2, 1, 0].map((d) => gauss(d, 1)) as [number, number, number];
    expect(ends[0]).toBeCloseTo(here + near + far + gauss(3, 1), 2);
  });

  it('treats the three channels alike and apart, and keeps the range', () => {
    const photo = randomPicture(17, 12, 1);
    for (const sigma of [1.3, 7]) {
      const result = blur(photo, sigma);
      const red = photo.data.filter((_, i) => i % 3 === 0);
      const alone = blurMask({ width: 17, height: 12, data: red }, sigma);
      expectClose(
        result.data.filter((_, i) => i % 3 === 0),
        alone.data,
      );
      expect(result.data.every((v) => v >= 0 && v <= 1)).toBe(true);
    }
  });

  it('gives back the same object at sigma 0', () => {
    const [photo, mask] = [randomPicture(4, 4, 1), randomMask(4, 4, 1)];
    expect(blur(photo, 0)).toBe(photo);
    expect(blurMask(mask, 0)).toBe(mask);
  });
});

describe('sharpen', () => {
  const photo = randomPicture(16, 12, 3);

  it('adds what the blur takes away, and clips', () => {
    const soft = blur(photo, 1.5).data;
    const result = sharpen(photo, { sigma: 1.5, amount: 0.7 });
    expectClose(
      result.data,
      photo.data.map((v, i) => Math.min(Math.max(v + 0.7 * (v - (soft[i] ?? 0)), 0), 1)),
    );
    expect(result.data.some((v) => v === 1)).toBe(true);
  });

  it('gives back the same object at amount 0', () => {
    expect(sharpen(photo, { sigma: 2, amount: 0 })).toBe(photo);
  });

  it('leaves flat pictures alone', () => {
    const grey = constantPicture(9, 9, [0.2, 0.5, 0.9]);
    expectClose(sharpen(grey, { sigma: 3, amount: 4 }).data, grey.data, 1e-5);
  });
});
