import { expect } from 'vitest';
import type { Mask, Picture } from '../../../src/engine/picture/picture.ts';
import vectors from '../../fixtures/vectors.json' with { type: 'json' };

interface Vector<Inputs, Expected> {
  readonly inputs: Inputs;
  readonly expected: Expected;
  readonly tol: number;
}

/** A worked example of test/fixtures/vectors.json. */
export function vector<Inputs, Expected>(id: string): Vector<Inputs, Expected> {
  const found = vectors.vectors.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`vectors.json has no '${id}'.`);
  return found as unknown as Vector<Inputs, Expected>;
}

export function picture(width: number, height: number, values: ArrayLike<number>): Picture {
  return { width, height, data: Float32Array.from(values) };
}

export function constantPicture(
  width: number,
  height: number,
  colour: readonly [number, number, number],
): Picture {
  return picture(width, height, Array.from({ length: width * height }, () => colour).flat());
}

/** Independent pixels in [0, 1), from a linear congruential generator. */
export function randomPicture(width: number, height: number, seed: number): Picture {
  return { width, height, data: randomValues(width * height * 3, seed) };
}

export function randomMask(width: number, height: number, seed: number): Mask {
  return { width, height, data: randomValues(width * height, seed) };
}

function randomValues(length: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  });
}

/** Every value within `tolerance` of the expected one. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-6,
): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs((actual[i] as number) - (expected[i] as number));
    if (!(difference <= worst)) worst = difference;
  }
  expect(worst).toBeLessThanOrEqual(tolerance);
}
