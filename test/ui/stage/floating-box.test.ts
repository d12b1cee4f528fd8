import fc from 'fast-check';
import { expect, test } from 'vitest';
import { panelSize } from '../../../src/ui/session/panel-sizes.ts';
import { corners, moveBox, resizeBox } from '../../../src/ui/stage/floating-box.ts';

const within = { width: 1000, height: 700 };
const box = { x: 300, y: 200, width: 400, height: 300 };
const shift = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
});

test('settles 16 px from the edges when it comes near', () => {
  expect(moveBox(box, { x: -275, y: 0 }, within)).toMatchObject({ x: 16, y: 200 });
  expect(moveBox(box, { x: 290, y: 175 }, within)).toMatchObject({ x: 584, y: 384 });
  expect(moveBox(box, { x: -200, y: 0 }, within)).toMatchObject({ x: 100 });
  expect(resizeBox('bottom-right', box, { x: 290, y: 0 }, within)).toMatchObject({ width: 684 });
});

test('never leaves the canvas, and the corner opposite stays', () => {
  fc.assert(
    fc.property(shift, fc.constantFrom(...corners), (by, corner) => {
      for (const next of [moveBox(box, by, within), resizeBox(corner, box, by, within)]) {
        expect(next.x).toBeGreaterThanOrEqual(0);
        expect(next.y).toBeGreaterThanOrEqual(0);
        expect(next.x + next.width).toBeLessThanOrEqual(within.width);
        expect(next.y + next.height).toBeLessThanOrEqual(within.height);
      }
      const sized = resizeBox(corner, box, by, within);
      const right = sized.x + sized.width;
      if (corner.endsWith('left')) expect(right).toBe(box.x + box.width);
      else expect(sized.x).toBe(box.x);
    }),
  );
});

test('panels are as large as the window gives, within their limits', () => {
  const size = (panel: 'column' | 'picture', width: number, height: number, sizes = {}) =>
    panelSize(panel, sizes, { width, height }).size;
  expect(size('column', 1440, 900)).toBe(480);
  expect(size('column', 1920, 1080)).toBe(720);
  expect(size('column', 1440, 900, { column: 5000 })).toBe(864);
  expect(size('column', 900, 900, { column: 10 })).toBe(320);
  expect(size('picture', 1440, 900)).toBe(360);
  expect(size('picture', 1440, 500)).toBe(319);
  expect(size('picture', 1440, 900, { picture: 20 })).toBe(160);
});
