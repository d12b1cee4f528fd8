import { expect, test } from 'vitest';
import { fitTo, zoomAt } from '../../../src/ui/results/picture-view.ts';

test('a picture fits whole and in the middle', () => {
  expect(fitTo({ width: 200, height: 100 }, { width: 400, height: 400 })).toEqual({
    x: 0,
    y: 100,
    zoom: 2,
  });
});

test('the point under the pointer stays while zooming', () => {
  const view = { x: 30, y: -20, zoom: 1.5 };
  const at = { x: 210, y: 95 };
  const under = (v: typeof view) => [(at.x - v.x) / v.zoom, (at.y - v.y) / v.zoom];
  const next = zoomAt(view, at, 1.7);
  expect(next.zoom).toBeCloseTo(2.55);
  under(next).forEach((value, axis) => {
    expect(value).toBeCloseTo(under(view)[axis] ?? Number.NaN);
  });
});

test('zooming ends at pixels one can count', () => {
  expect(zoomAt({ x: 0, y: 0, zoom: 30 }, { x: 0, y: 0 }, 10).zoom).toBe(32);
});
