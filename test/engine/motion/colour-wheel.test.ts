import { expect, test } from 'vitest';
import { motionToPicture } from '../../../src/engine/motion/colour-wheel.ts';
import { expectClose } from '../picture/pictures.ts';

/** The colour of a pixel that moves by (dx, dy), where `longest` is the fastest. */
function colour(dx: number, dy: number, longest = 4): readonly number[] {
  const mask = { width: 1, height: 1, data: new Float32Array([1]) };
  const motion = { width: 1, height: 1, data: new Float32Array([dx, dy]), consistency: mask };
  return [...motionToPicture(motion, longest).data];
}

test('shows directions as the field does: red right, yellow down, blue-green left, violet up', () => {
  expectClose(colour(4, 0), [1, 0, 0], 1e-5);
  expectClose(colour(0, 4), [1, 0.9, 0], 0.01);
  const [red, green, blue] = colour(-4, 0) as [number, number, number];
  expect(red).toBe(0);
  expect(green).toBeGreaterThan(0.6);
  expect(blue).toBe(1);
  const [r, g, b] = colour(0, -4) as [number, number, number];
  expect(r).toBeGreaterThan(0.3);
  expect(g).toBe(0);
  expect(b).toBe(1);
});

test('is white where nothing moves, and darker beyond the longest', () => {
  expect(colour(0, 0)).toEqual([1, 1, 1]);
  expectClose(colour(2, 0), [1, 0.5, 0.5], 1e-5);
  expectClose(colour(8, 0), [0.75, 0, 0], 1e-5);
});
