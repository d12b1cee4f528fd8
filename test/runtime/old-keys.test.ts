import { expect, test } from 'vitest';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/compile/compile.ts';

/** Keys of these nodes by the app in which Layer and Guide Objective were of version 1. */
const oldKeys = {
  network: '7503eae102308985105d78efa4fdb221',
  dream: '8b9071c89a09081b7420b4f7d4bafda6',
  photo: 'd9d91649b9e98a79ab89e4b7efc1202f',
  guide: 'ce4c26c18e9e84ed60c746a182ad5496',
};

function keysOf(version: number, params: Record<string, boolean> = {}) {
  const position = { x: 0, y: 0 };
  const wire = (from: string, output: string, to: string, input: string) => ({
    id: `${from} ${to}`,
    from: { node: from, output },
    to: { node: to, input },
  });
  const layers = [{ layer: 'mixed3', weight: 1 }];
  const parsed = parseDocument(
    {
      format: 'dreamgraph',
      version: 1,
      name: 'Old',
      nodes: [
        { id: 'network', type: 'load-network', version: 1, position, params: {} },
        {
          ...{ id: 'dream', type: 'layer-objective', version, position },
          params: { layers, channels: [3, 7], ...params },
        },
        { id: 'guide', type: 'guide-objective', version, position, params },
        { id: 'photo', type: 'load-image', version: 1, position, params: {} },
      ],
      edges: [
        wire('network', 'network', 'dream', 'network'),
        wire('network', 'network', 'guide', 'network'),
        wire('photo', 'image', 'guide', 'guide'),
      ],
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const environment = { profile: 'test', files: new Map(), seed: () => 1 };
  const targets = ['dream', 'guide'];
  const { plan } = compile(parsed.value.document, catalog, { environment, targets });
  return Object.fromEntries(plan.steps.map(({ node, key }) => [node, key]));
}

test('documents of before keep their content keys', () => {
  expect(keysOf(1)).toEqual(oldKeys);
  expect(keysOf(2, { leaveOutFlesh: false })).toEqual(oldKeys);
});

test('leaving out channels makes other keys, which change with the list', () => {
  const keys = keysOf(2);
  expect(keys.dream).not.toBe(oldKeys.dream);
  expect(keys.guide).not.toBe(oldKeys.guide);
  expect(keysOf(2, { leaveOutFlesh: true })).toEqual(keys);
});

/** As `keysOf`, of three objectives that are added up. */
function combined(
  version: number,
  params: object,
  change: (node: { id: string }) => object = () => ({}),
) {
  const position = { x: 0, y: 0 };
  const sources = ['a', 'b', 'c'];
  const parsed = parseDocument(
    {
      format: 'dreamgraph',
      version: 1,
      name: 'Sum',
      nodes: [
        ...sources.map((id, at) => ({
          ...{ id, type: 'regulariser', version: 1, position, params: { weight: at + 1 } },
          ...change({ id }),
        })),
        { id: 'sum', type: 'combine-objectives', version, position, params },
      ],
      edges: sources.map((id) => ({
        id: `e-${id}`,
        from: { node: id, output: 'objective' },
        to: { node: 'sum', input: 'objectives' },
      })),
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const environment = { profile: 'test', files: new Map(), seed: () => 1 };
  return compile(parsed.value.document, catalog, { environment, targets: ['sum'] });
}

/** By the app in which Combine Objectives was of version 1. */
const sumKey = '6eb5565571d354ebf02131dfa0f7e25e';

test('objectives that are added up keep their key; one left out is as if it were not connected', () => {
  const params = { weights: [2, 0.5, -1], normalise: false };
  const key = ({ plan }: ReturnType<typeof combined>) => plan.steps.at(-1)?.key;
  expect(key(combined(1, params))).toBe(sumKey);
  expect(key(combined(2, { ...params, used: [1, 1, 1] }))).toBe(sumKey);
  const without = combined(2, { ...params, used: [1, 0, 1] });
  expect(without.plan.steps.map(({ node }) => node)).toEqual(['a', 'c', 'sum']);
  expect(without.plan.steps.at(-1)?.params).toMatchObject({ weights: [2, -1] });
  // A muted one takes its weight with it, too.
  const muted = combined(2, params, ({ id }) => (id === 'b' ? { state: 'muted' } : {}));
  expect(muted.plan.steps.at(-1)?.params).toMatchObject({ weights: [2, -1] });
  expect(key(muted)).toBe(key(without));
});

test('errors of what is left out stop nothing, and something must be left', () => {
  const wrong = combined(2, { used: [1, 0] }, ({ id }) => (id === 'a' ? {} : { type: 'unknown' }));
  expect(wrong.errors).toEqual([]);
  expect(combined(2, { used: [0] }).errors).toMatchObject([{ code: 'all-left-out', node: 'sum' }]);
});
