import { expect, test } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';

test('every node type has its run function, in the same order', () => {
  expect(Object.keys(runs)).toEqual(Object.keys(catalog));
  expect(new Set(Object.values(runs)).size).toBe(Object.keys(catalog).length);
});
