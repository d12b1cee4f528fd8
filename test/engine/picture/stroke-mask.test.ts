import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mask } from '../../../src/engine/picture/picture.ts';
import { resizeMask } from '../../../src/engine/picture/resize.ts';
import { type Stroke, strokeMask } from '../../../src/engine/picture/stroke-mask.ts';

const square = { width: 100, height: 100 };
const dab: Stroke = { points: [[0.5, 0.5]], radius: 0.2, hardness: 1, erase: false };

const at = ({ width, data }: Mask, x: number, y: number): number => data[y * width + x] ?? -1;
const area = ({ data }: Mask): number => data.reduce((sum, v) => sum + v, 0);

describe('strokeMask', () => {
  it('is empty without strokes and without points', () => {
    expect(area(strokeMask(square, []))).toBe(0);
    expect(area(strokeMask(square, [{ ...dab, points: [] }]))).toBe(0);
  });

  it('paints a hard dab of the radius, smooth at its border', () => {
    const mask = strokeMask(square, [dab]);
    expect(at(mask, 50, 50)).toBe(1);
    expect(at(mask, 50, 31)).toBe(1);
    expect(at(mask, 50, 28)).toBe(0);
    expect(area(mask)).toBeCloseTo(Math.PI * 20 ** 2, -1);
    expect(mask.data.some((v) => v > 0 && v < 1)).toBe(true);
  });

  it('falls off from the share that is hard to nothing at the radius', () => {
    const mask = strokeMask({ width: 101, height: 101 }, [{ ...dab, hardness: 0.5 }]);
    expect(at(mask, 50, 50)).toBe(1);
    expect(at(mask, 59, 50)).toBe(1);
    expect(at(mask, 65, 50)).toBeGreaterThan(0.4);
    expect(at(mask, 65, 50)).toBeLessThan(0.6);
    expect(at(mask, 71, 50)).toBe(0);
  });

  it('measures its radius on the long side, so that dabs are round', () => {
    const mask = strokeMask({ width: 100, height: 50 }, [{ ...dab, radius: 0.1 }]);
    expect(at(mask, 50, 17)).toBe(1);
    expect(at(mask, 50, 13)).toBe(0);
    expect(at(mask, 58, 25)).toBe(1);
    expect(at(mask, 61, 25)).toBe(0);
  });

  it('joins the points by straight lines', () => {
    const line: Stroke = {
      ...dab,
      points: [
        [0.2, 0.5],
        [0.8, 0.5],
      ],
      radius: 0.05,
    };
    const mask = strokeMask(square, [line]);
    for (let x = 20; x < 80; x++) expect(at(mask, x, 50)).toBe(1);
    expect(at(mask, 50, 57)).toBe(0);
    expect(at(mask, 10, 50)).toBe(0);
    expect(area(mask)).toBeCloseTo(60 * 10 + Math.PI * 25, -1);
  });

  it('does not pile up within a stroke, but does from stroke to stroke', () => {
    const soft: Stroke = { ...dab, hardness: 0, points: [[0.5, 0.5]] };
    const once = strokeMask(square, [soft]);
    const there: Stroke = {
      ...soft,
      points: [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    };
    expect(strokeMask(square, [there])).toEqual(once);
    const share = at(once, 60, 50);
    expect(at(strokeMask(square, [soft, soft]), 60, 50)).toBeCloseTo(1 - (1 - share) ** 2, 5);
  });

  it('erases what was painted before, not after', () => {
    const rubber = { ...dab, erase: true };
    expect(area(strokeMask(square, [dab, rubber]))).toBeLessThan(20);
    expect(area(strokeMask(square, [rubber, dab]))).toBe(area(strokeMask(square, [dab])));
  });

  it('shows a dab smaller than a pixel', () => {
    expect(area(strokeMask(square, [{ ...dab, radius: 0.002 }]))).toBeGreaterThan(0);
  });

  it('looks the same at every size', () => {
    const stroke: Stroke = {
      points: [
        [0.2, 0.3],
        [0.6, 0.8],
        [0.9, 0.2],
      ],
      ...{ radius: 0.1, hardness: 0.3, erase: false },
    };
    const small = strokeMask({ width: 60, height: 40 }, [stroke]);
    const large = strokeMask({ width: 240, height: 160 }, [stroke]);
    const shrunk = resizeMask(large, small);
    let worst = 0;
    for (const [i, v] of small.data.entries()) {
      worst = Math.max(worst, Math.abs(v - (shrunk.data[i] ?? 0)));
    }
    expect(worst).toBeLessThan(0.08);
  });

  it('keeps the range for any strokes', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const stroke = fc.record({
      points: fc.array(fc.tuple(share, share), { maxLength: 5 }),
      radius: fc.double({ min: 0.001, max: 1, noNaN: true }),
      hardness: share,
      erase: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 4 }), (strokes) => {
        const { data } = strokeMask({ width: 13, height: 9 }, strokes);
        expect(data.every((v) => v >= 0 && v <= 1)).toBe(true);
      }),
    );
  });
});
