import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boxOf,
  type CropBox,
  drawn,
  edgesOf,
  type Grip,
  moved,
  pulled,
  withRatio,
} from '../../../src/ui/kit/crop-box.ts';

const box: CropBox = { left: 0.2, top: 0.2, right: 0.6, bottom: 0.8 };
const ratioOf = ({ left, top, right, bottom }: CropBox) => (right - left) / (bottom - top);

describe('the part of a picture that is kept', () => {
  test('is drawn from any corner to any other', () => {
    const drag = drawn({ x: 0.5, y: 0.5 }, { x: 0.1, y: 0.9 });
    expect(edgesOf(drag)).toEqual([0.1, 0.5, 0.5, 0.9]);
  });

  test('moves as a whole and stops at the edge of the picture', () => {
    const far = moved(box, { x: 5, y: -0.1 });
    expect(edgesOf(far)).toEqual([0.6, 0.1, 1, 0.7]);
  });

  test('gives one edge to the pointer and keeps the others', () => {
    const left = pulled(box, { x: -1, y: 0 }, { x: 0.1, y: 0.99 });
    expect(edgesOf(left)).toEqual([0.1, 0.2, 0.6, 0.8]);
    const corner = pulled(box, { x: 1, y: 1 }, { x: 0.9, y: 0.9 });
    expect(edgesOf(corner)).toEqual([0.2, 0.2, 0.9, 0.9]);
  });

  test('takes a ratio around its middle', () => {
    const square = withRatio(box, 1);
    expect(edgesOf(square)).toEqual([0.2, 0.3, 0.6, 0.7]);
  });

  test('is the whole picture where the stored edges leave nothing', () => {
    expect(boxOf([0.5, 0, 0.5, 1])).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
  });

  test('stays inside the picture, never vanishes, and keeps a locked ratio', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const anywhere = fc.record({
      x: fc.double({ min: -2, max: 3, noNaN: true }),
      y: fc.double({ min: -2, max: 3, noNaN: true }),
    });
    const grips = fc
      .record({ x: fc.constantFrom(-1, 0, 1), y: fc.constantFrom(-1, 0, 1) })
      .filter(({ x, y }) => x !== 0 || y !== 0);
    const start = fc
      .record({ x: share, y: share })
      .map(({ x, y }) => drawn({ x: x * 0.9, y: y * 0.9 }, { x: x * 0.9 + 0.1, y: y * 0.9 + 0.1 }));
    const ratios = fc.option(fc.double({ min: 0.3, max: 3, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(start, grips, anywhere, ratios, (before, grip, to, ratio) => {
        const locked = ratio === undefined ? before : withRatio(before, ratio);
        const after = pulled(locked, grip as Grip, to, ratio);
        for (const edge of Object.values(after)) {
          expect(edge).toBeGreaterThanOrEqual(0);
          expect(edge).toBeLessThanOrEqual(1);
        }
        expect(after.right).toBeGreaterThan(after.left);
        expect(after.bottom).toBeGreaterThan(after.top);
        if (ratio !== undefined) expect(ratioOf(after)).toBeCloseTo(ratio, 5);
      }),
    );
  });
});
