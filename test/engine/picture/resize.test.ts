import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { resize, resizeMask } from '../../../src/engine/picture/resize.ts';
import { constantPicture, expectClose, picture, randomPicture, vector } from './helpers.ts';

const side = fc.integer({ min: 1, max: 24 });

describe('resize', () => {
  const { inputs, expected, tol } = vector<
    { up: number[]; down: number[] },
    { up_half: number[]; down_half: number[] }
  >('resize-1d');

  it('samples at half-pixel centres when enlarging, along either axis', () => {
    const rows = { width: 1, height: 4, data: Float32Array.from(inputs.up) };
    const columns = { width: 4, height: 1, data: Float32Array.from(inputs.up) };
    expectClose(resizeMask(rows, { width: 1, height: 6 }).data, expected.up_half, tol);
    expectClose(resizeMask(columns, { width: 6, height: 1 }).data, expected.up_half, tol);
  });

  it('samples at half-pixel centres when shrinking without antialiasing', () => {
    const mask = { width: 6, height: 1, data: Float32Array.from(inputs.down) };
    const result = resizeMask(mask, { width: 4, height: 1 }, { antialias: false });
    expectClose(result.data, expected.down_half, tol);
  });

  it('weighs a shrinking picture with a triangle as wide as two output pixels', () => {
    const mask = { width: 8, height: 1, data: new Float32Array([0, 0, 0, 0, 1, 0, 0, 0]) };
    const result = resizeMask(mask, { width: 4, height: 1 });
    expectClose(result.data, [0, 0.125, 0.375, 0], 1e-7);
  });

  it('gives back the same object at the same size', () => {
    const photo = randomPicture(5, 7, 1);
    expect(resize(photo, { width: 5, height: 7 })).toBe(photo);
  });

  it('keeps a constant picture constant', () => {
    fc.assert(
      fc.property(side, side, side, side, (width, height, newWidth, newHeight) => {
        const grey = constantPicture(width, height, [0.25, -0.5, 1.75]);
        const result = resize(grey, { width: newWidth, height: newHeight });
        expectClose(result.data, constantPicture(newWidth, newHeight, [0.25, -0.5, 1.75]).data);
      }),
    );
  });

  it('keeps a linear ramp linear away from the edges', () => {
    const ramp = { width: 40, height: 1, data: Float32Array.from({ length: 40 }, (_, i) => i) };
    const result = resizeMask(ramp, { width: 15, height: 1 });
    const scale = 40 / 15;
    for (let i = 2; i < 13; i++) {
      expect(result.data[i]).toBeCloseTo((i + 0.5) * scale - 0.5, 0.1);
    }
  });

  it('keeps the mean when shrinking by whole factors', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 2, max: 4 }), fc.nat(), (w, h, factor, seed) => {
        const photo = randomPicture(w * factor, h * factor, seed);
        const small = resize(photo, { width: w, height: h });
        expect(mean(small)).toBeCloseTo(mean(photo), 5);
      }),
    );
  });

  it('treats the three channels alike and apart', () => {
    const photo = randomPicture(9, 11, 4);
    const size = { width: 6, height: 17 };
    const result = resize(photo, size);
    for (const channel of [0, 1, 2]) {
      const plane = photo.data.filter((_, i) => i % 3 === channel);
      const alone = resizeMask({ width: 9, height: 11, data: plane }, size);
      expectClose(
        result.data.filter((_, i) => i % 3 === channel),
        alone.data,
        1e-6,
      );
    }
  });

  it('stays within the values it is given', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(), (w, h, width, height, seed) => {
        const result = resize(randomPicture(w, h, seed), { width, height });
        expect(result.data.every((v) => v >= 0 && v <= 1)).toBe(true);
      }),
    );
  });

  it('leaves its input alone', () => {
    const photo = picture(2, 1, [0, 0.5, 1, 1, 0.5, 0]);
    resize(photo, { width: 5, height: 5 });
    expect([...photo.data]).toEqual([0, 0.5, 1, 1, 0.5, 0]);
  });
});

function mean({ data }: Picture): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}
