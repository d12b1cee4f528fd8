import { expect, test } from 'vitest';
import { driftFrom, figuresOf } from '../../scripts/motion/drift.ts';

/** The figures that say whether a film keeps its looks. */
const [width, height] = [32, 24];
const picture = (value: (x: number, y: number) => number) => ({
  width,
  height,
  data: Float32Array.from({ length: 3 * width * height }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return value(pixel % width, Math.floor(pixel / width));
  }),
});
const waves = (period: number) => (x: number) => 0.5 + 0.25 * Math.sin((2 * Math.PI * x) / period);

test('are those of plain pictures', () => {
  const half = figuresOf(picture((x) => (x < width / 2 ? 0 : 1)));
  expect(half).toMatchObject({ mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5], clipped: 1 });
  expect(figuresOf(picture(waves(16))).clipped).toBe(0);
});

test('tell fine waves from coarse ones', () => {
  expect(figuresOf(picture(waves(16))).fine).toBeLessThan(0.05);
  expect(figuresOf(picture(waves(2.5))).fine).toBeGreaterThan(0.6);
});

test('drift is the largest distance from the frame where it begins, before which nothing counts but clipping', () => {
  const grey = (light: number, at: number) => figuresOf(picture((x) => light + 0.1 * waves(at)(x)));
  const frames = [figuresOf(picture((x) => x % 2)), grey(0.4, 8), grey(0.4, 8), grey(0.5, 4)];
  const drift = driftFrom(frames, 1);
  expect(drift.mean).toBeCloseTo(0.1 / 0.45, 5);
  expect(drift.deviation).toBeCloseTo(0, 2);
  expect(drift.fine).toBeGreaterThan(1);
  expect(drift.clipped).toBe(1);
});
