import { expect, test } from 'vitest';
import { foldConcat } from '../../../../src/engine/network/importers/tensor-graph/constants.ts';
import { constant } from '../../../../src/engine/network/importers/tensor-graph/tensor.ts';

const of = (shape: readonly number[], ...numbers: readonly number[]) =>
  constant(shape, () => Float32Array.from(numbers));

test('constants are joined along an axis that all of them have', () => {
  const joined = foldConcat([of([1, 2], 1, 2), of([2, 2], 3, 4, 5, 6)], 0);
  expect([joined.shape, ...joined.load()]).toEqual([[3, 2], 1, 2, 3, 4, 5, 6]);
});

test.each([
  ['a single number behind a list', [of([2], 1, 2), of([], 3)], 0],
  ['lists of another depth', [of([2], 1, 2), of([1, 5], 3, 4, 5, 6, 7)], 0],
  ['an axis that is not there', [of([2], 1, 2), of([2], 3, 4)], 1],
] as const)('%s is refused', (_, parts, axis) => {
  expect(() => foldConcat(parts, axis)).toThrow('joins shapes that do not fit');
});
