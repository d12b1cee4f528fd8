import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/common/result.ts';
import { shownBytes, shownTime, shownTimeLeft } from '../../../src/ui/kit/durations.ts';
import {
  type NumberScale,
  nudge,
  settle,
  shareOf,
  shownNumber,
  typedNumber,
  valueAfterKey,
  valueAt,
} from '../../../src/ui/kit/number-scale.ts';

const linear: NumberScale = { min: -1, max: 4, step: 0.05 };
const log: NumberScale = { min: 16, max: 8192, step: 16, scale: 'log', integer: true };

describe('a number on its slider', () => {
  test('the ends of the range are the ends of the slider', () => {
    for (const range of [linear, log]) {
      expect(valueAt(0, range)).toBe(range.min);
      expect(valueAt(1, range)).toBe(range.max);
      expect(shareOf(range.min, range)).toBe(0);
      expect(shareOf(range.max, range)).toBe(1);
    }
  });

  test('every place on the slider gives a value of the grid inside the range', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.5, max: 1.5, noNaN: true }), (share) => {
        const value = valueAt(share, linear);
        expect(value).toBeGreaterThanOrEqual(-1);
        expect(value).toBeLessThanOrEqual(4);
        const steps = (value + 1) / 0.05;
        expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
      }),
    );
  });

  test('steps leave no binary dust', () => {
    expect(nudge(0.15, 3, { min: 0, max: 1, step: 0.05 })).toBe(0.3);
    expect(settle(0.1 + 0.2, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
  });

  test('an arrow key always moves a value on a log scale', () => {
    for (let value = 16; value < 8192; ) {
      const next = nudge(value, 1, log);
      expect(next).toBeGreaterThan(value);
      value = next;
    }
  });

  test('shows the decimals of the step, and a typed value as it was typed', () => {
    expect(shownNumber(1, linear)).toBe('1.00');
    expect(shownNumber(0.123, linear)).toBe('0.123');
    expect(shownNumber(512, log)).toBe('512');
    expect(shownNumber(-0.5, linear)).toBe('−0.50');
  });
});

test('times are as precise as they are of use', () => {
  expect(shownTime(20)).toBe('0.02 s');
  expect(shownTime(44_480)).toBe('44.5 s');
  expect(shownTime(96_000)).toBe('1 min 36 s');
  expect(shownTimeLeft(200)).toBe('1 s left');
  expect(shownTimeLeft(13_700)).toBe('14 s left');
  expect(shownTimeLeft(119_900)).toBe('2 min 0 s left');
});

test('sizes have the unit that keeps them short', () => {
  expect(shownBytes(820)).toBe('820 B');
  expect(shownBytes(1_440_000)).toBe('1.4 MB');
  expect(shownBytes(97_000_000)).toBe('97.0 MB');
  expect(shownBytes(230_000_000)).toBe('230 MB');
});

describe('a number that is typed', () => {
  test('may have a comma or a typographic minus, a unit, or be a sum', () => {
    expect(typedNumber(' 1,25 ', linear)).toEqual(ok(1.25));
    expect(typedNumber('−0.5', linear)).toEqual(ok(-0.5));
    expect(typedNumber('1e-3', linear)).toEqual(ok(0.001));
    expect(typedNumber('3/2', linear)).toEqual(ok(1.5));
    expect(typedNumber('2*(30+1) px', log, 'px')).toEqual(ok(62));
  });

  test('is not changed silently: what lies outside is refused with what is allowed', () => {
    for (const text of ['99', '-1.01', '4*2']) {
      const read = typedNumber(text, linear);
      expect(read.ok ? undefined : read.problem.remedy).toBe('Use a number from -1 to 4.');
    }
    const read = typedNumber('100.6', log, 'px');
    expect(read.ok ? undefined : read.problem.remedy).toMatch(/^Use a whole number from .* px\.$/);
  });

  test('what a sum comes to is rounded where only whole numbers are taken', () => {
    expect(typedNumber('1024/10', log)).toEqual(ok(102));
  });

  test.each(['', '  ', 'abc', '1 2', 'Infinity', 'NaN'])('%j is none', (text) => {
    expect(typedNumber(text, linear).ok).toBe(false);
  });
});

describe('the keys of a slider', () => {
  test('move it by a step, by ten, and to its ends', () => {
    expect(valueAfterKey('ArrowUp', 1, linear)).toBe(1.05);
    expect(valueAfterKey('ArrowLeft', 1, linear)).toBe(0.95);
    expect(valueAfterKey('PageUp', 1, linear)).toBe(1.5);
    expect(valueAfterKey('PageDown', 1, linear)).toBe(0.5);
    expect(valueAfterKey('Home', 1, linear)).toBe(-1);
    expect(valueAfterKey('End', 1, linear)).toBe(4);
  });

  test('other keys leave it alone', () => {
    expect(valueAfterKey('a', 1, linear)).toBeUndefined();
    expect(valueAfterKey('Tab', 1, linear)).toBeUndefined();
  });
});
