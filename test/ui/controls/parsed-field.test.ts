import { expect, test } from 'vitest';
import { ok, problemText } from '../../../src/common/result.ts';
import { param } from '../../../src/graph/params/param.ts';
import { readTyped } from '../../../src/ui/controls/TypedEntry.tsx';

const numbers = param.numbers({ min: 0, max: 10, step: 0.05, default: [1] });

test('what stays the same changes nothing', () => {
  expect(readTyped('1 2', '1 2', numbers.parse)).toBeUndefined();
});

test('what the parameter understands is its new value', () => {
  expect(readTyped('0.5 3', '1', numbers.parse)).toEqual(ok([0.5, 3]));
  expect(readTyped('1/2, 2*(3+1)', '1', numbers.parse)).toEqual(ok([0.5, 8]));
});

test.each(['much', '11', '1 -2'])('%j is refused, and the refusal says what is taken', (typed) => {
  const read = readTyped(typed, '1', numbers.parse);
  if (!read || read.ok) throw new Error('It was taken.');
  expect(problemText(read.problem)).toMatch(/0.*10/);
});
