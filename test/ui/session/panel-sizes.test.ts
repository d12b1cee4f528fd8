import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapeOf } from '../../../src/ui/kit/shape.ts';
import { panelSize, stageWidth } from '../../../src/ui/session/panel-sizes.ts';

test('the window decides how the parts stand, zoom included', () => {
  const shape = (width: number, height: number) => shapeOf({ width, height });
  expect(shape(1440, 900)).toBe('wide');
  expect(shape(1024, 768)).toBe('wide');
  expect(shape(820, 1180)).toBe('tall');
  // 1280x720 at 150 %.
  expect(shape(853, 480)).toBe('low');
  expect(shape(390, 844)).toBe('phone');
  expect(shape(844, 390)).toBe('low');
});

test('the picture is at least 420 px wide on a tablet and in a window at 150 %', () => {
  const tablet = { width: 820, height: 1180 };
  expect(stageWidth(tablet.width)).toBe(560);
  expect(panelSize('picture', {}, tablet).size).toBe(420);
  expect(panelSize('column', {}, { width: 853, height: 480 }).size).toBeGreaterThanOrEqual(420);
  expect(panelSize('column', {}, { width: 1024, height: 768 }).size).toBe(384);
});

test('panels stay within their limits in any window, however large they were made', () => {
  const window = fc.record({
    width: fc.integer({ min: 320, max: 4000 }),
    height: fc.integer({ min: 320, max: 3000 }),
  });
  const panels = fc.constantFrom('column', 'picture', 'below', 'strip', 'library', 'inspector');
  fc.assert(
    fc.property(
      window,
      panels,
      fc.option(fc.integer({ min: 0, max: 5000 })),
      (within, panel, wanted) => {
        const sizes = wanted === null ? {} : { [panel]: wanted };
        const { min, max, size } = panelSize(panel as 'column', sizes, within);
        expect(size).toBeGreaterThanOrEqual(Math.round(min));
        expect(size).toBeLessThanOrEqual(Math.max(Math.round(max), Math.round(min)));
        // The canvas keeps some of the width.
        if (panel === 'column' && within.width >= 600)
          expect(size).toBeLessThan(within.width - 200);
      },
    ),
  );
});
