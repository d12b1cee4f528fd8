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
