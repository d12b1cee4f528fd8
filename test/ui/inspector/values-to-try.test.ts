import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Document } from '../../../src/graph/document/document.ts';
import { valuesToTry } from '../../../src/ui/inspector/values-to-try.ts';

const preset: Document = JSON.parse(readFileSync('presets/deepdream.json', 'utf8'));
const names = (document: Document) => {
  const { late, dream } = valuesToTry(document);
  const said = (values: typeof late) => values.map(({ node, name }) => `${node.type} ${name}`);
  return { late: said(late), dream: said(dream) };
};

test('what needs no new dream comes first, then what to dream of and how', () => {
  const { late, dream } = names(preset);
  expect(late).toContain('octave-merge strength');
  expect(dream[0]).toBe('layer-objective layers');
  expect(dream).toContain('gradient-ascent iterations');
  expect(dream).toContain('load-image file');
  expect(dream.filter((each) => late.includes(each))).toEqual([]);
});

test('nodes that lead to no picture, are bypassed, or are driven are left out', () => {
  const ascent = preset.nodes.find(({ type }) => type === 'gradient-ascent');
  const number = { id: 'n', type: 'number', position: { x: 0, y: 0 }, params: {} };
  const wire = {
    id: 'w',
    from: { node: 'n', output: 'number' },
    to: { node: ascent?.id ?? '', input: 'iterations' },
  };
  const nodes = [...preset.nodes, number] as Document['nodes'];
  const edges = [...preset.edges, wire] as Document['edges'];
  expect(names({ ...preset, nodes, edges }).dream).not.toContain('gradient-ascent iterations');

  const bypassed = preset.nodes.map((each) =>
    each === ascent ? { ...each, state: 'bypassed' as const } : each,
  );
  const left = names({ ...preset, nodes: bypassed });
  expect([...left.late, ...left.dream].filter((each) => each.startsWith('gradient'))).toEqual([]);

  expect(names({ ...preset, edges: [] }).dream).toEqual([]);
});
