import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { type EdgeMode, transform } from '../../../src/engine/picture/transform.ts';
import { constantPicture, expectClose, picture, randomPicture, vector } from './pictures.ts';

const edges: readonly EdgeMode[] = ['reflect', 'wrap', 'replicate'];
const edge = fc.constantFrom(...edges);

/** One row of grey pixels with the given values. */
function row(values: readonly number[]): Picture {
  return picture(
    values.length,
    1,
    values.flatMap((v) => [v, v, v]),
  );
}

function reds({ data }: Picture): number[] {
  return [...data.filter((_, i) => i % 3 === 0)];
}

describe('transform', () => {
  it('gives back the same object when nothing changes', () => {
    const photo = randomPicture(5, 4, 1);
    expect(transform(photo, {})).toBe(photo);
    expect(transform(photo, { zoom: 1, rotate: 0, shiftX: 0, shiftY: 0 })).toBe(photo);
  });

  it('shifts right and down by shares of the size', () => {
    const values = [1, 2, 3, 4];
    expect(reds(transform(row(values), { shiftX: 0.25, edge: 'wrap' }))).toEqual([4, 1, 2, 3]);
    expect(reds(transform(row(values), { shiftX: 0.5, edge: 'replicate' }))).toEqual([1, 1, 1, 2]);
    expect(reds(transform(row(values), { shiftX: 0.5, edge: 'reflect' }))).toEqual([2, 1, 1, 2]);
    expect(reds(transform(row(values), { shiftX: 1.5, edge: 'reflect' }))).toEqual([3, 4, 4, 3]);
    const column = { ...row(values), width: 1, height: 4 };
    expect(reds(transform(column, { shiftY: -0.25, edge: 'wrap' }))).toEqual([2, 3, 4, 1]);
  });

  it('turns clockwise by a quarter', () => {
    const letters = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const square = { ...row(letters), width: 3, height: 3 };
    expectClose(reds(transform(square, { rotate: 90 })), [7, 4, 1, 8, 5, 2, 9, 6, 3]);
    expectClose(reds(transform(square, { rotate: -90 })), [3, 6, 9, 2, 5, 8, 1, 4, 7]);
    expectClose(reds(transform(square, { rotate: 360 })), letters);
  });

  it('zooms about the centre', () => {
    const ramp = row([0, 1, 2, 3, 4, 5, 6, 7]);
    const wanted = [1.75, 2.25, 2.75, 3.25, 3.75, 4.25, 4.75, 5.25];
    expectClose(reds(transform(ramp, { zoom: 2 })), wanted);
  });

  it('zooms as the dream of dreams does, but exactly about the centre', () => {
    const { inputs, expected, tol } = vector<
      { n: number; s: number; i: number[] },
      { src: number[] }
    >('ouroboros-zoom');
    const { n, s } = inputs;
    const ramp = row(Array.from({ length: n }, (_, i) => i));
    const result = reds(transform(ramp, { zoom: 1 / (1 - s) }));
    // The original zooms about the pixel edge n / 2 as if it were a pixel's centre: s / 2 aside.
    const sources = inputs.i.map((i) => (result[i] ?? 0) + s / 2);
    expectClose(sources, expected.src, tol);
  });

  it('keeps the size, the range and constant pictures', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const zoom = fc.double({ min: 0.2, max: 5, noNaN: true });
    const side = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(side, side, zoom, number, number, number, edge, (w, h, z, a, x, y, mode) => {
        const change = { zoom: z, rotate: a * 100, shiftX: x, shiftY: y, edge: mode };
        const result = transform(randomPicture(w, h, 5), change);
        expect(result).toMatchObject({ width: w, height: h });
        expect(result.data.every((v) => v >= 0 && v <= 1)).toBe(true);
        const grey = constantPicture(w, h, [0.25, 0.5, 0.75]);
        expectClose(transform(grey, change).data, grey.data);
      }),
    );
  });

  it('is undone by its inverse, away from the edges', () => {
    const smooth = picture(
      64,
      64,
      Array.from({ length: 64 * 64 * 3 }, (_, i) => {
        const pixel = Math.floor(i / 3);
        return 0.5 + 0.3 * Math.sin((pixel % 64) / 9) * Math.cos(Math.floor(pixel / 64) / 8);
      }),
    );
    const there = transform(smooth, { zoom: 1.3, rotate: 20 });
    const back = transform(there, { zoom: 1 / 1.3, rotate: -20 });
    for (let y = 20; y < 44; y++) {
      for (let x = 20; x < 44; x++) {
        const at = (y * 64 + x) * 3;
        expect(back.data[at]).toBeCloseTo(smooth.data[at] ?? 0, 2);
      }
    }
  });
});
