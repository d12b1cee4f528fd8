import { expect, test } from 'vitest';
import { atSize, type Motion } from '../../../src/engine/motion/motion.ts';
import { warp } from '../../../src/engine/motion/warp.ts';
import { blur } from '../../../src/engine/picture/blur-sharpen.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { expectClose, randomPicture } from '../picture/pictures.ts';

const width = 48;
const height = 36;
const photo = blur(randomPicture(width, height, 5), 0.7);

/** The same motion everywhere. */
function motionOf(dx: number, dy: number, share = 1): Motion {
  const data = Float32Array.from({ length: width * height * 2 }, (_, at) => (at % 2 ? dy : dx));
  const known = new Float32Array(width * height).fill(share);
  return { width, height, data, consistency: { width, height, data: known } };
}

/** A part away from the edges. */
function inner({ data }: Picture, left = 8, top = 8): Float32Array {
  const rows = Array.from({ length: 16 }, (_, y) => {
    const from = ((top + y) * width + left) * 3;
    return [...data.subarray(from, from + 24 * 3)];
  });
  return Float32Array.from(rows.flat());
}

function contrast(values: Float32Array): number {
  return values.reduce((sum, value, at) => sum + (value - (values[at + 3] ?? value)) ** 2, 0);
}

test('leaves a picture that does not move as it is', () => {
  const { image, mask } = warp(photo, motionOf(0, 0));
  expectClose(image.data, photo.data);
  expectClose(mask.data, new Float32Array(width * height).fill(1));
});

test('brings what was at (x - dx, y - dy) to (x, y)', () => {
  const { image } = warp(photo, motionOf(3, -2));
  expectClose(inner(image), inner(photo, 5, 10));
});

test('keeps a picture sharp from frame to frame', () => {
  let image = photo;
  for (let turn = 0; turn < 10; turn++) {
    image = warp(image, motionOf(0.37, 0.61)).image;
    image = warp(image, motionOf(-0.37, -0.61)).image;
  }
  const kept = contrast(inner(image)) / contrast(inner(photo));
  // Catmull-Rom keeps 0.27 of it.
  expect(kept).toBeGreaterThan(0.65);
  expect(kept).toBeLessThan(1.02);
});

test('stays within black and white', () => {
  const { image } = warp(randomPicture(width, height, 2), motionOf(0.5, 0.5));
  expect(Math.min(...image.data)).toBe(0);
  expect(Math.max(...image.data)).toBeLessThanOrEqual(1);
});

test('knows nothing where the motion was not consistent, with a soft border inside', () => {
  const motion = motionOf(0, 0);
  for (let y = 0; y < height; y++) motion.consistency.data.fill(0, y * width, y * width + 20);
  const row = (feather: number) => warp(photo, motion, { feather }).mask.data.subarray(0, width);
  expect([...row(0).subarray(18, 23)]).toEqual([0, 0, 0, 1, 1]);
  const soft = row(2);
  expect(soft[10]).toBeLessThan(0.01);
  expect(soft[20]).toBeGreaterThan(0.2);
  expect(soft[20]).toBeLessThan(0.8);
  expect(soft[30]).toBeGreaterThan(0.99);
});

test('stretches a motion of another size', () => {
  const motion = motionOf(1, -1);
  const larger = atSize(motion, { width: 2 * width, height: 3 * height });
  expect(larger.data.length).toBe(12 * width * height);
  expectClose(larger.data.subarray(0, 4), [2, -3, 2, -3]);
  expect(atSize(motion, { width, height })).toBe(motion);
});
