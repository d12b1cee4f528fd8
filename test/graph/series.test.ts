import { expect, test } from 'vitest';
import { type Document, emptyDocument } from '../../src/graph/document/document.ts';
import { seriesOf } from '../../src/graph/document/series.ts';
import { withVariant } from '../../src/graph/document/variants.ts';

function graph(strength: number, ids: readonly string[] = ['photo', 'merge']): Document {
  const node = (id: string) => ({ id, type: id, version: 1, position: { x: 0, y: 0 } });
  return {
    ...emptyDocument('Dream'),
    nodes: ids.map((id) => ({ ...node(id), params: id === 'merge' ? { strength } : {} })),
  };
}

test('each picture of one graph is a variant that gives its values back', () => {
  const members = [1, 2, 0.5].map((strength) => ({
    name: `Dream ${strength}`,
    document: graph(strength),
  }));
  const [first, ...others] = members as [(typeof members)[0], ...typeof members];
  const series = seriesOf(first, others);
  expect(series.variants.map(({ name }) => name)).toEqual(['Dream 1', 'Dream 2', 'Dream 0.5']);
  for (const [index, variant] of series.variants.entries()) {
    expect(withVariant(series, variant).nodes).toEqual(members[index]?.document.nodes);
  }
});

test('a graph that is built otherwise has no place among them', () => {
  const other = { name: 'Other', document: graph(2, ['photo', 'noise', 'merge']) };
  const series = seriesOf({ name: 'Dream', document: graph(1) }, [other]);
  expect(series.variants.map(({ name }) => name)).toEqual(['Dream']);
});

test('the same values are one variant, and those of the graph are kept', () => {
  const weak = { id: 'v1', name: 'Weak', params: { merge: { strength: 0.2 } } };
  const base = { ...graph(1), variants: [weak] };
  const series = seriesOf({ name: 'Dream', document: base }, [
    { name: 'Again', document: graph(0.2) },
    { name: 'Dream', document: graph(3) },
  ]);
  expect(series.variants.map(({ name }) => name)).toEqual(['Weak', 'Dream', 'Dream 2']);
  expect(series.variants[0]).toBe(weak);
});
