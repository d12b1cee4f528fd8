import { expect, test } from 'vitest';
import preset from '../../../presets/deepdream.json' with { type: 'json' };
import type { Document } from '../../../src/graph/document/document.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { sweepGrids } from '../../../src/ui/compare/variant-panes.ts';
import { openDocument, useDocument } from '../../../src/ui/document/document-store.ts';
import { perform } from '../../../src/ui/document/edits.ts';
import { type AxisDraft, readAxis, startAxis } from '../../../src/ui/sweep/axis-draft.ts';
import { type Sweepable, sweepables } from '../../../src/ui/sweep/sweepable.ts';

const parsed = parseDocument(preset, catalog);
if (!parsed.ok) throw new Error(parsed.problem.message);
const graph: Document = parsed.value.document;
const offered = sweepables(graph);

function find(title: string): Sweepable {
  const found = offered.find((entry) => entry.title === title);
  if (!found) throw new Error(`No "${title}" among ${offered.map((entry) => entry.title)}.`);
  return found;
}

function labels(param: Sweepable, changes: Partial<AxisDraft>) {
  const axis = readAxis(param, { ...startAxis(param, () => 7), ...changes });
  return axis.ok ? axis.value.values.map(({ label }) => label) : axis.problem.message;
}

const iterations = find('Gradient Ascent: iterations');
const octaves = find('Octave Split: octaves');

test('a range has so many values from end to end, all of them legal', () => {
  expect(labels(iterations, { way: 'range', from: 4, to: 4, steps: 3 })).toEqual(['4']);
  const values = labels(iterations, { way: 'range', from: 2, to: 20, steps: 3 });
  expect(values).toHaveLength(3);
  expect(values[0]).toBe('2');
  expect(values[2]).toBe('20');
});

test('typed values are read as the parameter reads them, each once', () => {
  expect(labels(iterations, { way: 'list', text: '3, 5,, 3' })).toEqual(['3', '5']);
  expect(labels(iterations, { way: 'list', text: '3, many' })).toContain('many');
  expect(labels(iterations, { way: 'list', text: ' ' })).toBe('Choose at least one value.');
});

test('seeds are as many as asked for, and layers those that are picked', () => {
  const seed = offered.find(({ spec }) => spec.type === 'seed');
  let next = 0;
  const draft = seed && startAxis(seed, () => next++);
  const axis = seed && draft && readAxis(seed, { ...draft, steps: 4 });
  expect(axis?.ok && axis.value.values.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
  const layers = offered.find(({ spec }) => spec.type === 'layers');
  if (!layers) throw new Error('The preset has no layers.');
  const picked = [JSON.stringify([{ layer: 'mixed4', weight: 1 }])];
  expect(labels(layers, { way: 'pick', picked })).toEqual(['mixed4']);
});

test('what a wire drives or cannot be listed is not offered', () => {
  const driven = new Set(graph.edges.map(({ to }) => `${to.node}.${to.input}`));
  expect(offered.filter(({ id }) => driven.has(id))).toEqual([]);
  expect(offered.filter(({ spec }) => spec.sweep.length === 0)).toEqual([]);
});

test('the pictures of a sweep stand in rows and columns; a deleted one leaves its cell empty', () => {
  openDocument(graph, 'test');
  const axis = (values: readonly number[]) =>
    values.map((value) => ({ value, label: String(value) }));
  const [sweep, first] = perform({
    type: 'create-sweep',
    name: 'Both',
    axes: [
      { node: octaves.node, param: octaves.param, values: axis([2, 3]) },
      { node: iterations.node, param: iterations.param, values: axis([1, 2, 3]) },
    ],
  });
  const grid = () => sweepGrids(useDocument.getState().document, () => [])[0];
  expect(grid()).toMatchObject({
    id: sweep ?? 'made',
    down: 'Octave Split: octaves',
    across: 'Gradient Ascent: iterations',
    rows: ['2', '3'],
    columns: ['1', '2', '3'],
  });
  expect(grid()?.cells[0]?.[0]).toBe(first);
  expect(new Set(grid()?.cells.flat())).toHaveLength(6);
  if (first) perform({ type: 'delete-variant', variant: first });
  expect(grid()?.cells[0]?.[0]).toBeUndefined();
  expect(grid()?.cells[1]?.[2]).toBeDefined();
});
