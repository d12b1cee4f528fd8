import { describe, expect, it } from 'vitest';
import { createNormal, createRandom } from '../../../src/engine/picture/random.ts';
import { meanAndDeviation } from './measures.ts';

const take = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('createRandom', () => {
  it('gives the recorded numbers for ever', () => {
    expect(take(3, createRandom(0))).toEqual([
      0.26642920868471265, 0.0003297457005828619, 0.2232720274478197,
    ]);
    expect(take(3, createRandom(42))).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
    ]);
    expect(take(3, createRandom(4294967295))).toEqual([
      0.8964226141106337, 0.189478256739676, 0.7156526781618595,
    ]);
  });

  it('counts a seed by its lowest 32 bits', () => {
    expect(take(3, createRandom(-1))).toEqual(take(3, createRandom(2 ** 32 - 1)));
    expect(take(3, createRandom(1))).not.toEqual(take(3, createRandom(2)));
  });

  it('is uniform in [0, 1)', () => {
    const values = Float32Array.from(take(100_000, createRandom(7)));
    const { mean, deviation } = meanAndDeviation(values);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(deviation).toBeCloseTo(1 / Math.sqrt(12), 2);
    const tenths = new Array<number>(10).fill(0);
    for (const value of values)
      tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });
});

describe('createNormal', () => {
  it('gives the recorded numbers for ever', () => {
    expect(take(3, createNormal(createRandom(42))).map(Math.fround)).toEqual([
      2.167890787124634, -1.1087661981582642, 0.8926004767417908,
    ]);
  });

  it('has mean 0, deviation 1, and tails as they should be', () => {
    const values = Float32Array.from(take(100_000, createNormal(createRandom(7))));
    const { mean, deviation } = meanAndDeviation(values);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(deviation).toBeCloseTo(1, 2);
    const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
    expect(beyondTwo).toBeCloseTo(0.0455, 2);
  });
});
