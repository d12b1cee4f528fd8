import { expect, test } from 'vitest';
import { emptyDocument } from '../../src/graph/document/document.ts';
import { sweepCount, sweepVariants } from '../../src/graph/document/sweep.ts';

const layers = {
  node: 'objective',
  param: 'layer',
  values: [
    { value: 'mixed3', label: 'mixed3' },
    { value: 'mixed4', label: 'mixed4' },
  ],
};
const strengths = {
  node: 'merge',
  param: 'strength',
  values: [0.5, 1, 2].map((value) => ({ value, label: String(value) })),
};

test('a sweep is every value with every other, row by row', () => {
  const variants = sweepVariants(emptyDocument(), [layers, strengths]);
  expect(variants).toHaveLength(sweepCount([layers, strengths]));
  expect(variants.map(({ name }) => name)).toEqual([
    'mixed3, 0.5',
    'mixed3, 1',
    'mixed3, 2',
    'mixed4, 0.5',
    'mixed4, 1',
    'mixed4, 2',
  ]);
  expect(variants[5]?.params).toEqual({ objective: { layer: 'mixed4' }, merge: { strength: 2 } });
});

test('two parameters of one node are changed together', () => {
  const other = { ...layers, param: 'weight' };
  const [first] = sweepVariants(emptyDocument(), [layers, other]);
  expect(first?.params).toEqual({ objective: { layer: 'mixed3', weight: 'mixed3' } });
});

test('ids are those of no variant that is there', () => {
  const before = sweepVariants(emptyDocument(), [layers]);
  const after = sweepVariants({ ...emptyDocument(), variants: before }, [layers]);
  expect(new Set([...before, ...after].map(({ id }) => id)).size).toBe(4);
});
