import { describe, expect, it } from 'vitest';
import {
  CONDITION_COLOUR,
  CORRELATE,
  linearToSrgb,
  luma,
  srgbToLinear,
} from '../../../src/engine/picture/colour.ts';
import { apply, multiply, transpose } from '../../../src/engine/picture/matrix3.ts';
import type { Rgb } from '../../../src/engine/picture/picture.ts';
import { expectClose, vector } from './pictures.ts';

describe("Lucid's decorrelated colour", () => {
  const { inputs, expected, tol } = vector<
    { t: Rgb[] },
    { matrix: number[][]; linear: number[][] }
  >('decorrelate');

  it('is the published matrix over its largest column norm', () => {
    expectClose(CORRELATE, expected.matrix.flat(), tol);
  });

  it('turns into RGB by the matrix', () => {
    for (const [i, t] of inputs.t.entries()) {
      expectClose(apply(CORRELATE, t), expected.linear[i] ?? [], tol);
    }
  });

  it('conditions a gradient by C times its transpose', () => {
    expectClose(CONDITION_COLOUR, multiply(CORRELATE, transpose(CORRELATE)), 0);
    expectClose(transpose(CONDITION_COLOUR), CONDITION_COLOUR, 0);
  });
});

describe('transfer curve of sRGB', () => {
  it('gives the published values', () => {
    expect(srgbToLinear(0)).toBe(0);
    expect(srgbToLinear(1)).toBe(1);
    expect(srgbToLinear(0.5)).toBeCloseTo(0.21404114, 8);
    expect(linearToSrgb(0.18)).toBeCloseTo(0.4613561, 7);
  });

  it('is undone by its inverse', () => {
    for (let v = 0; v <= 1; v += 1 / 64) {
      expect(linearToSrgb(srgbToLinear(v))).toBeCloseTo(v, 7);
    }
  });
});

it('luma weighs the primaries as BT.601 does', () => {
  expect(luma(0.2, 0.6, 0.4)).toBeCloseTo(0.4576, 12);
  expect(luma(1, 1, 1)).toBeCloseTo(1, 12);
});
