import { beforeEach, expect, test } from 'vitest';
import type { Document } from '../../../src/graph/document/document.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { openDocument, useDocument } from '../../../src/ui/document/document-store.ts';
import { shownDifferences } from '../../../src/ui/document/variant-differences.ts';
import { makeVariant } from '../../../src/ui/document/variant-edits.ts';
import { objectiveRows } from '../../../src/ui/objectives/objective-rows.ts';
import { resetWeight, setUsed, setWeight } from '../../../src/ui/objectives/row-edits.ts';
import { namedShares } from '../../../src/ui/objectives/Shares.tsx';

const wire = (from: string, to: string, output = 'objective', input = 'objectives') => ({
  id: `${from}-${to}`,
  from: { node: from, output },
  to: { node: to, input },
});

function open(params: object = {}, states: Readonly<Record<string, string>> = {}): Document {
  const parsed = parseDocument(
    {
      format: 'dreamgraph',
      version: 1,
      nodes: [
        { id: 'network', type: 'load-network', params: { file: { from: 'bundled', name: 'ssd' } } },
        {
          ...{ id: 'layer', type: 'layer-objective', version: 2, label: 'Faces' },
          params: { layers: [{ layer: 'mixed5', weight: 1 }], channels: [172] },
        },
        { id: 'smooth', type: 'regulariser', label: 'Smooth' },
        { id: 'plain', type: 'regulariser', params: { kind: 'start-distance' } },
        { id: 'bend', type: 'reroute' },
        { id: 'sum', type: 'combine-objectives', version: 2, params },
      ].map((node) => ({ ...node, ...(states[node.id] && { state: states[node.id] }) })),
      edges: [
        wire('network', 'layer', 'network', 'network'),
        wire('layer', 'bend', 'objective', 'value'),
        wire('bend', 'sum', 'value'),
        wire('smooth', 'sum'),
        wire('plain', 'sum'),
      ],
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  openDocument(parsed.value.document, 'test');
  return parsed.value.document;
}

const params = () => useDocument.getState().document.nodes.find(({ id }) => id === 'sum')?.params;

beforeEach(() => void open());

test('a row says where its objective comes from, through reroutes', () => {
  const rows = objectiveRows(open({ weights: [1, 0.5], used: [1, 0, 1] }), 'sum');
  expect(rows).toMatchObject([
    { title: 'Faces', layers: 'mixed5 · 172', weight: 1, used: true },
    { title: 'Smooth', layers: 'regulariser', weight: 0.5, used: false },
    { title: 'Regulariser', layers: 'close to the start', weight: 0.5, used: true },
  ]);
});

test('an edit changes one entry, and writes no more of the list than it must', () => {
  setWeight('sum', 1, -0.5, true);
  expect(params()?.weights).toEqual([1, -0.5, 1]);
  setWeight('sum', 2, -0.5, true);
  expect(params()?.weights).toEqual([1, -0.5]);
  setUsed('sum', 0, false);
  expect(params()?.used).toEqual([0, 1]);
  setUsed('sum', 0, true);
  expect(params()?.used).toEqual([1]);
});

test('a variant that comes back to the weights of the graph differs in nothing', () => {
  open({ weights: [1, 1, 1] });
  makeVariant();
  setWeight('sum', 0, 2, true);
  const { document, shown } = useDocument.getState();
  expect(objectiveRows(shown, 'sum', document)[0]).toMatchObject({ weight: 2, was: 1 });
  resetWeight('sum', 0);
  expect(shownDifferences(useDocument.getState())).toEqual([]);
});

test('measured shares have the names of the objectives that were read', () => {
  const told = (...args: Parameters<typeof namedShares>) =>
    namedShares(...args)?.map(({ title, percent }) => `${title} ${percent}`);
  expect(told(open(), 'sum', [0.5, 0.3, 0.2])).toEqual(['Faces 50', 'Smooth 30', 'Regulariser 20']);
  const out = open({ used: [1, 0, 1] });
  expect(told(out, 'sum', [0.75, 0.25])).toEqual(['Faces 75', 'Regulariser 25']);
  // They are of other objectives: nothing is said rather than something wrong.
  expect(told(out, 'sum', [0.5, 0.3, 0.2])).toBeUndefined();
  expect(told(open({}, { layer: 'muted' }), 'sum', [0.6, 0.4])).toEqual([
    'Smooth 60',
    'Regulariser 40',
  ]);
});
