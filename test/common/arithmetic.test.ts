import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate, calculateList } from '../../src/common/arithmetic.ts';

/** Expressions of JavaScript without powers, whose rules are ours. */
const expression = fc.letrec<{ tree: string; number: string }>((tie) => ({
  number: fc.oneof(
    fc.nat(9999).map(String),
    fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value.toFixed(3)),
    fc.constantFrom('.5', '1e3', '2.5E-2', '7.'),
  ),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('number'),
    fc
      .tuple(
        tie('tree'),
        fc.constantFrom('+', '-', '*', '/'),
        tie('tree'),
        fc.constantFrom('', ' '),
      )
      .map(([a, sign, b, gap]) => `${a}${gap}${sign}${gap}${b}`),
    tie('tree').map((a) => `(${a})`),
    tie('tree').map((a) => ` -(${a})`),
  ),
})).tree;

describe('what is typed as a number', () => {
  test('comes to what JavaScript makes of it', () => {
    fc.assert(
      fc.property(expression, (text) => {
        if (text.length > 400) return;
        const reference: number = new Function(`return ${text}`)();
        const value = calculate(text);
        if (!Number.isFinite(reference)) expect(value).toBeUndefined();
        else if (value === undefined) expect.unreachable(`${text} was not read.`);
        else expect(Math.abs(value - reference)).toBeLessThanOrEqual(Math.abs(reference) * 1e-13);
      }),
      { numRuns: 500 },
    );
  });

  test('whatever it is, nothing throws, and a list of numbers is read back', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        calculate(text);
        expect(calculateList(text).every((each) => each !== '')).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true })),
        fc.constantFrom(', ', ' ', ';', '  ;'),
        (numbers, gap) => {
          const values = numbers.map((each) => Number(each.toFixed(4)) + 0);
          expect(calculateList(values.join(gap))).toEqual(values);
        },
      ),
    );
  });

  test.each([
    ['512/2', 256],
    ['2*(3+1)', 8],
    ['1024*1.5', 1536],
    ['1024 × 1,5', 1536],
    ['−3 ÷ 4', -0.75],
    ['-2^2', -4],
    ['2**3^2', 512],
    ['0.1+0.2', 0.3],
    ['50 %', 0.5],
    ['--3', 3],
  ])('%s is %d', (text, value) => expect(calculate(text)).toBe(value));

  test.each([
    ['512 px', 'px', 512],
    ['(512+100)px / 2', 'px', 306],
    ['50%', '%', 50],
    ['1.4×', '×', 1.4],
    ['1.4 x', '×', 1.4],
    ['2 × 3', '×', 6],
    ['2×(3)', '×', 6],
  ])('%s in a field of %s is %d', (text, unit, value) => {
    expect(calculate(text, unit)).toBe(value);
  });

  test.each(['', ' ', '1 2', '512//2', '2*', '(1', '1)', '1/0', 'abc', '1.2.3', '5 mm', '()'])(
    '%j is none',
    (text) => expect(calculate(text)).toBeUndefined(),
  );

  test('in a list a sign stands before a number or between two', () => {
    expect(calculateList('1 -2')).toEqual([1, -2]);
    expect(calculateList('1 - 2, 3-1 2 *3')).toEqual([-1, 2, 6]);
    expect(calculateList('1, much; 1/4')).toEqual([1, 'much', 0.25]);
    expect(calculateList('1,5')).toEqual([1, 5]);
    expect(calculateList('1 × 0.75 ×', '×')).toEqual([0.75]);
  });
});
