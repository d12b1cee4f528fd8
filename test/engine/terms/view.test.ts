import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropToView, keyOf, placeIn } from '../../../src/engine/terms/view.ts';
import { randomPicture } from '../picture/pictures.ts';

const size = { width: 7, height: 5 };
const shift = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));
const tile = fc.record({
  top: fc.integer({ min: -5, max: 4 }),
  left: fc.integer({ min: -7, max: 6 }),
  width: fc.integer({ min: 1, max: 7 }),
  height: fc.integer({ min: 1, max: 5 }),
});

test('a picture shifted down and right shows at (y, x) what was at (y - down, x - right)', () => {
  const picture = { ...size, data: Float32Array.from({ length: 35 }, (_, i) => i) };
  const seen = cropToView(picture, 1, { shift: [2, -1], tile: null });
  expect(seen.data[2 * 7 + 0]).toBe(0 * 7 + 1);
  expect(seen.data[0 * 7 + 6]).toBe(3 * 7 + 0);
});

test('shifting back gives the same picture', () => {
  const picture = randomPicture(7, 5, 1);
  fc.assert(
    fc.property(shift, ([down, right]) => {
      const there = cropToView(picture, 3, { shift: [down, right], tile: null });
      const back = cropToView(there, 3, { shift: [-down, -right], tile: null });
      expect(back).toEqual(picture);
    }),
  );
});

test('a tile is a cut of the shifted picture, and places are found where they are shown', () => {
  const picture = { ...size, data: Float32Array.from({ length: 35 }, (_, i) => i) };
  fc.assert(
    fc.property(shift, tile, fc.nat(34), ([down, right], window, i) => {
      const shifted = cropToView(picture, 1, { shift: [down, right], tile: null });
      const view = { shift: [down, right] as const, tile: window };
      expect(cropToView(picture, 1, view)).toEqual(
        cropToView(shifted, 1, { shift: [0, 0], tile: window }),
      );
      const place = placeIn(view, size, { y: Math.floor(i / 7), x: i % 7 });
      const shown = cropToView(picture, 1, view).data;
      if (place) expect(shown[place.y * window.width + place.x]).toBe(i);
      else expect(shown).not.toContain(i);
    }),
  );
});

test('with mirrored edges a margin and what was moved away from show the picture mirrored', () => {
  const line = { width: 5, height: 1, data: Float32Array.of(1, 2, 3, 4, 5) };
  const shown = (right: number) => {
    const { width, data } = cropToView(line, 1, { shift: [0, right], tile: null, edges: 'mirror' });
    expect(data).toHaveLength(width);
    return [...data];
  };
  expect(shown(0)).toEqual([2, 1, 1, 2, 3, 4, 5, 5, 4]);
  expect(shown(1)).toEqual([3, 2, 1, 1, 2, 3, 4, 5, 5]);
  expect(shown(-2)).toEqual([1, 2, 3, 4, 5, 5, 4, 3, 2]);
});

test('with mirrored edges places are found where they are shown, and not in the mirror', () => {
  const picture = { ...size, data: Float32Array.from({ length: 35 }, (_, i) => i) };
  const near = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(near, fc.nat(34), (by, i) => {
      const view = { shift: by, tile: null, edges: 'mirror' } as const;
      const seen = cropToView(picture, 1, view);
      const place = placeIn(view, size, { y: Math.floor(i / 7), x: i % 7 });
      if (!place) throw new Error('Half of the picture is the most that leaves.');
      expect(seen.data[place.y * seen.width + place.x]).toBe(i);
      // The whole picture stands there, upright: its right neighbour is to the right.
      if (i % 7 < 6 && place.x + 1 < seen.width) {
        expect(seen.data[place.y * seen.width + place.x + 1]).toBe(i + 1);
      }
    }),
  );
});

test('views that show the same have the same key', () => {
  const whole = { top: 0, left: 0, ...size };
  expect(keyOf({ shift: [5, -7], tile: null }, size)).toBe(
    keyOf({ shift: [0, 0], tile: whole }, size),
  );
  expect(keyOf({ shift: [1, 0], tile: null }, size)).not.toBe(
    keyOf({ shift: [0, 1], tile: null }, size),
  );
});
