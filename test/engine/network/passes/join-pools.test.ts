import { expect, test } from 'vitest';
import type { Ir, IrNode } from '../../../../src/engine/network/ir.ts';
import { joinPools } from '../../../../src/engine/network/passes/absorb.ts';

const input: IrNode = { name: 'picture', inputs: [], op: 'input', channels: 3 };
const all = {
  ...{ name: 'all', inputs: ['picture'], op: 'pool', kind: 'max' },
  ...{ size: [3, 3], strides: [1, 1], padding: 'same' },
} as const satisfies IrNode;
const some = {
  ...{ name: 'some', inputs: ['all'], op: 'pool', kind: 'max' },
  ...{ size: [1, 1], strides: [2, 2], padding: 'valid' },
} as const satisfies IrNode;

test('a pool around every pixel and one that takes every second are one', () => {
  const joined = {
    ...all,
    name: 'some',
    strides: [2, 2],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
  };
  expect(joinPools([input, all, some], ['some'])).toEqual([input, joined]);
});

test.each<[string, Ir, readonly string[]]>([
  ['the first is wanted itself', [input, all, some], ['all', 'some']],
  ['something else reads the first', [input, all, some, { ...some, name: 'b' }], ['some', 'b']],
  ['the windows have no middle', [input, { ...all, size: [2, 2] }, some], ['some']],
  ['the first leaves pixels out', [input, { ...all, strides: [2, 2] }, some], ['some']],
  ['the first ends at the border', [input, { ...all, padding: 'valid' }, some], ['some']],
  ['the second looks at more than a pixel', [input, all, { ...some, size: [2, 2] }], ['some']],
  ['the first is an average', [input, { ...all, kind: 'average' }, some], ['some']],
])('they stay two where %s', (_, ir, wanted) => {
  expect(joinPools(ir, wanted)).toEqual(ir);
});
