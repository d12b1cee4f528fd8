import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// Under its own name the linter takes it for vitest's focused test.
import { crop, fit as fitPicture, limitLongSide } from '../../../src/engine/picture/fit.ts';
import { resize } from '../../../src/engine/picture/resize.ts';
import { expectClose, picture, randomPicture } from './pictures.ts';

const side = fc.integer({ min: 1, max: 20 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** 4 x 3 pixels whose red is the column and whose green is the row. */
const grid = picture(
  4,
  3,
  Array.from({ length: 12 }, (_, i) => [i % 4, Math.floor(i / 4), 0]).flat(),
);

describe('crop', () => {
  it('takes the pixels inside the rectangle', () => {
    const part = crop(grid, { x: 0.5, y: 1 / 3, width: 0.5, height: 2 / 3 });
    expect(part).toEqual(picture(2, 2, [2, 1, 0, 3, 1, 0, 2, 2, 0, 3, 2, 0]));
  });

  it('gives back the same object for the whole picture', () => {
    expect(crop(grid, { x: 0, y: 0, width: 1, height: 1 })).toBe(grid);
  });

  it('stays inside the picture and has at least one pixel', () => {
    const wild = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(side, side, wild, wild, wild, wild, (w, h, x, y, width, height) => {
        const part = crop(randomPicture(w, h, 1), { x, y, width, height });
        expect(part.width).toBeGreaterThanOrEqual(1);
        expect(part.height).toBeGreaterThanOrEqual(1);
        expect(part.width).toBeLessThanOrEqual(w);
        expect(part.height).toBeLessThanOrEqual(h);
        expect(part.data.length).toBe(part.width * part.height * 3);
      }),
    );
  });

  it('cuts touching rectangles without gap or overlap', () => {
    // Each side has at least half a pixel: thinner parts get one pixel, which then overlaps.
    const inner = fc.double({ min: 0.1, max: 0.89, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 20 }), inner, (width, cut) => {
        const photo = randomPicture(width, 1, 2);
        const left = crop(photo, { x: 0, y: 0, width: cut, height: 1 });
        const right = crop(photo, { x: cut, y: 0, width: 1 - cut, height: 1 });
        expect([...left.data, ...right.data]).toEqual([...photo.data]);
      }),
    );
  });
});

describe('fit', () => {
  it('has the size asked for when it covers or stretches', () => {
    fc.assert(
      fc.property(side, side, side, side, (w, h, width, height) => {
        for (const mode of ['cover', 'stretch'] as const) {
          expect(fitPicture(randomPicture(w, h, 1), { width, height }, mode)).toMatchObject({
            width,
            height,
          });
        }
      }),
    );
  });

  it('fits inside and touches one side when it contains', () => {
    fc.assert(
      fc.property(side, side, side, side, (w, h, width, height) => {
        const result = fitPicture(randomPicture(w, h, 1), { width, height }, 'contain');
        expect(result.width).toBeLessThanOrEqual(width);
        expect(result.height).toBeLessThanOrEqual(height);
        expect(result.width === width || result.height === height).toBe(true);
      }),
    );
  });

  it('keeps proportions when it contains', () => {
    expect(
      fitPicture(randomPicture(40, 30, 1), { width: 20, height: 20 }, 'contain'),
    ).toMatchObject({
      width: 20,
      height: 15,
    });
  });

  it('shows the middle when it covers', () => {
    const result = fitPicture(grid, { width: 2, height: 3 }, 'cover');
    expectClose(
      result.data.filter((_, i) => i % 3 === 0),
      [1, 2, 1, 2, 1, 2],
    );
  });

  it('resizes when it stretches', () => {
    const size = { width: 9, height: 2 };
    expect(fitPicture(grid, size, 'stretch')).toEqual(resize(grid, size));
  });

  it('gives back the same object when nothing is to be done', () => {
    for (const mode of ['contain', 'cover', 'stretch'] as const) {
      expect(fitPicture(grid, { width: 4, height: 3 }, mode)).toBe(grid);
    }
  });
});

describe('limitLongSide', () => {
  it('shrinks to the long side and never enlarges', () => {
    expect(limitLongSide(randomPicture(40, 30, 1), 20)).toMatchObject({ width: 20, height: 15 });
    expect(limitLongSide(randomPicture(3, 30, 1), 4)).toMatchObject({ width: 1, height: 4 });
    expect(limitLongSide(grid, 4)).toBe(grid);
    expect(limitLongSide(grid, 400)).toBe(grid);
  });

  it('never ends with an empty side', () => {
    fc.assert(
      fc.property(side, share, (longSide, aspect) => {
        const { width, height } = limitLongSide(
          randomPicture(20, Math.ceil(1 + 19 * aspect), 1),
          longSide,
        );
        expect(Math.max(width, height)).toBe(longSide);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
