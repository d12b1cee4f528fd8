import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { flowErrors } from '../../../scripts/motion/end-point-error.ts';
import type { MovingClip } from '../../../scripts/motion/moving-clip.ts';
import { sampleClip } from '../../../scripts/motion/sample-clip.ts';
import { type FlowOptions, opticalFlow } from '../../../src/engine/motion/optical-flow.ts';
import { blur } from '../../../src/engine/picture/blur-sharpen.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { randomPicture } from '../picture/pictures.ts';
import { resultOf, useFlowKernels } from './flow-kernels.ts';

beforeAll(useFlowKernels);

const flow = (from: Picture, to: Picture, options?: FlowOptions) =>
  resultOf(opticalFlow(from, to, options));

/** A part of a larger soft random picture. */
function view(width: number, height: number, left: number, top: number): Picture {
  const whole = blur(randomPicture(120, 90, 7), 1.5);
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((y + top) * whole.width + left) * 3;
    data.set(whole.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, data };
}

describe('on a clip whose motion is known', () => {
  let clip: MovingClip;
  beforeAll(async () => {
    clip = await sampleClip({ width: 448, height: 252 });
  });

  test.each([3, 41])('finds the motion of frame %i far below a pixel', async (at) => {
    const [before, now] = [clip.frame(at - 1), clip.frame(at)];
    const truth = clip.motion(at);
    const found = flowErrors(await flow(before, now), truth);
    expect(found.all).toBeLessThan(0.35);
    expect(found.seen).toBeLessThan(0.3);
    expect(found.falselyLost).toBeLessThan(0.04);
    expect(found.falselyKnown).toBeLessThan(0.55);
    const full = flowErrors(await flow(before, now, { detail: 'full' }), truth);
    expect(full.seen).toBeLessThan(0.8 * found.seen);
  });

  test('finds it although the light has changed', async () => {
    const now = clip.frame(41);
    const dark = { ...now, data: now.data.map((value) => 0.85 * value) };
    const { seen } = flowErrors(await flow(clip.frame(40), dark), clip.motion(41));
    expect(seen).toBeLessThan(1);
  });
});

test('tells how far what is seen has moved, to the right and down', async () => {
  const { data, consistency } = await flow(view(64, 48, 20, 20), view(64, 48, 17, 22));
  const middle = 24 * 64 + 32;
  expect(data[2 * middle]).toBeCloseTo(3, 1);
  expect(data[2 * middle + 1]).toBeCloseTo(-2, 1);
  expect(consistency.data[middle]).toBe(1);
  // What is at the left edge now was outside.
  expect(consistency.data[24 * 64]).toBe(0);
});

test('is nothing between equal frames, and sure of it', async () => {
  const { data, consistency } = await flow(view(64, 48, 0, 0), view(64, 48, 0, 0));
  expect(Math.max(...data.map(Math.abs))).toBeLessThan(0.01);
  expect(Math.min(...consistency.data)).toBe(1);
});

test.each([
  [1, 1],
  [3, 50],
  [9, 7],
  [33, 17],
])('takes frames of %i x %i', async (width, height) => {
  const { data, consistency, ...size } = await flow(
    view(width, height, 10, 10),
    view(width, height, 11, 10),
  );
  expect(size).toEqual({ width, height });
  expect(data.length).toBe(2 * width * height);
  expect(data.every(Number.isFinite)).toBe(true);
  expect(consistency.data.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test('gives the same bits on every machine, whatever was computed before', async () => {
  const [from, to] = [view(90, 70, 4, 6), view(90, 70, 5, 3)];
  const sum = async () => {
    const { data, consistency } = await flow(from, to);
    const bytes = [data, consistency.data].map(({ buffer }) => new Uint8Array(buffer));
    return bytes.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
  };
  const first = await sum();
  await flow(view(33, 70, 0, 0), view(33, 70, 5, 5));
  expect(await sum()).toBe(first);
  expect(first).toBe('c22aa6db31e262e41887635766b5350acc40acddafa6323ab2cc209323ec7e9c');
});

test('moves more alike the smoother it is to be', async () => {
  const [from, to] = [view(90, 70, 4, 6), randomPicture(90, 70, 3)];
  const roughness = async (smoothness: number) => {
    const { data } = await flow(from, to, { smoothness });
    return data.reduce((sum, value, at) => sum + Math.abs(value - (data[at + 2] ?? value)), 0);
  };
  const [none, usual, much] = [await roughness(0), await roughness(2), await roughness(20)];
  expect(usual).toBeLessThan(none);
  expect(much).toBeLessThan(usual);
});
