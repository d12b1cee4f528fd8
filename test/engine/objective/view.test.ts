import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf, placeIn, see } from '../../../src/engine/objective/view.ts';
import { randomPicture } from '../picture/helpers.ts';

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
  const seen = see(picture, 1, { shift: [2, -1], tile: null });
  expect(seen.data[2 * 7 + 0]).toBe(0 * 7 + 1);
  expect(seen.data[0 * 7 + 6]).toBe(3 * 7 + 0);
});

test('shifting back gives the same picture', () => {
  const picture = randomPicture(7, 5, 1);
  fc.assert(
    fc.property(shift, ([down, right]) => {
      const there = see(picture, 3, { shift: [down, right], tile: null });
      const back = see(there, 3, { shift: [-down, -right], tile: null });
      expect(back).toEqual(picture);
    }),
  );
});

test('a tile is a cut of the shifted picture, and places are found where they are shown', () => {
  const picture = { ...size, data: Float32Array.from({ length: 35 }, (_, i) => i) };
  fc.assert(
    fc.property(shift, tile, fc.nat(34), ([down, right], window, i) => {
      const shifted = see(picture, 1, { shift: [down, right], tile: null });
      const view = { shift: [down, right] as const, tile: window };
      expect(see(picture, 1, view)).toEqual(see(shifted, 1, { shift: [0, 0], tile: window }));
      const place = placeIn(view, size, { y: Math.floor(i / 7), x: i % 7 });
      const shown = see(picture, 1, view).data;
      if (place) expect(shown[place.y * window.width + place.x]).toBe(i);
      else expect(shown).not.toContain(i);
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
