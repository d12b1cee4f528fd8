import { expect, test } from 'vitest';
import {
  borderRate,
  colourDrift,
  correlation,
  difference,
  edgeEnergy,
  gradientSize,
  meanSquare,
  offCentre,
  seamEnergy,
  shareAboveHalfNyquist,
  shareOfFiner,
  shifted,
} from '../../bench/quality/metrics.ts';
import type { Picture } from '../../src/engine/index.ts';

/** Grey, so that luma is the value itself. */
function grey(width: number, height: number, at: (x: number, y: number) => number): Picture {
  const data = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    data.fill(at(pixel % width, Math.floor(pixel / width)), pixel * 3, pixel * 3 + 3);
  }
  return { width, height, data };
}

test('detail above half Nyquist is told from detail below it', () => {
  // Along x: cosines of the DCT at a tenth of a cycle a pixel and at two fifths of one.
  const wave = (cycles: number) => grey(20, 10, (x) => Math.cos(2 * Math.PI * cycles * (x + 0.5)));
  const [coarse, fine] = [wave(0.1), wave(0.4)];
  expect(shareAboveHalfNyquist(coarse)).toBeCloseTo(0, 6);
  expect(shareAboveHalfNyquist(fine)).toBeCloseTo(1, 6);
  const both = grey(20, 10, (x) => (coarse.data[x * 3] ?? 0) + (fine.data[x * 3] ?? 0));
  expect(shareAboveHalfNyquist(both)).toBeCloseTo(0.5, 6);
});

test('a seam is a step at a border that is larger than the steps elsewhere', () => {
  // One a pixel, but three at the border before the fifth.
  const step = grey(8, 1, (x) => x + (x >= 4 ? 2 : 0));
  expect(seamEnergy(step, { columns: [4], rows: [] })).toBeCloseTo(9, 6);
  expect(seamEnergy(step, { columns: [2], rows: [] })).toBeCloseTo(1 / ((5 + 9) / 6), 6);
});

test('energy at the edges counts per pixel', () => {
  const frame = grey(4, 4, (x, y) => (x === 0 || y === 0 || x === 3 || y === 3 ? 2 : 1));
  expect(edgeEnergy(frame, 1)).toBeCloseTo(4, 6);
});

test('colours drift by what they move apart from brightness', () => {
  const before = grey(2, 2, () => 0.5);
  expect(
    colourDrift(
      before,
      grey(2, 2, () => 0.9),
    ),
  ).toBeCloseTo(0, 6);
  const red = { ...before, data: before.data.map((value, at) => value + (at % 3 === 0 ? 0.1 : 0)) };
  expect(colourDrift(before, red)).toBeCloseTo(Math.hypot(0.1 * 0.701, 0.1 * 0.299), 6);
});

test('Pearson’s correlation knows neither offset nor scale', () => {
  expect(correlation([1, 2, 4], [10, 20, 40])).toBeCloseTo(1, 12);
  expect(correlation([1, 2, 4], [-1, -2, -4])).toBeCloseTo(-1, 12);
  expect(correlation([1, -1, 1, -1], [1, 1, -1, -1])).toBeCloseTo(0, 12);
});

test('a picture that is shifted circularly comes round, and differs by what moved', () => {
  const dot = grey(4, 3, (x, y) => (x === 3 && y === 2 ? 1 : 0));
  const moved = shifted(dot, [1, 1]);
  expect(moved).toEqual(grey(4, 3, (x, y) => (x === 0 && y === 0 ? 1 : 0)));
  expect(meanSquare(difference(dot, moved).data)).toBeCloseTo(2 / 12, 6);
  expect(offCentre(dot, { width: 4, height: 3 })).toBeCloseTo(Math.hypot(1.5, 1), 6);
});

test('waves are told apart by their length', () => {
  const eight = grey(40, 10, (x) => Math.cos((2 * Math.PI * (x + 0.5)) / 8));
  expect(shareOfFiner(eight, 9)).toBeCloseTo(1, 6);
  expect(shareOfFiner(eight, 7)).toBeCloseTo(0, 6);
});

test('the rate at the borders is that of the mean change', () => {
  const frame = grey(8, 6, (x, y) => (Math.min(x, y, 7 - x, 5 - y) < 2 ? -0.5 : 2));
  expect(borderRate(frame, 2)).toBeCloseTo(0.25, 6);
});

test('the gradient of a ramp is its slope, over both axes', () => {
  expect(gradientSize(grey(5, 1, (x) => 0.1 * x))).toBeCloseTo(0.1, 6);
  // Six steps across and none down, of twelve pairs.
  expect(gradientSize(grey(3, 3, (x) => 0.1 * x))).toBeCloseTo(0.1 * Math.sqrt(6 / 12), 6);
});
