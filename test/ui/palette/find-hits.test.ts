import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/graph/document/document.ts';
import { findHits } from '../../../src/ui/palette/find-hits.ts';

const graph: Document = JSON.parse(readFileSync('presets/deepdream.json', 'utf8'));
const found = (query: string) =>
  findHits(graph, query).map(({ title, why }) => (why ? `${title}: ${why}` : title));

describe('finding in a graph', () => {
  test('by name, by type and by value', () => {
    expect(found('octave')[0]).toBe('Octave Split');
    expect(found('iterations')).toContain('Gradient Ascent: Iterations 10');
    expect(found('ascent jitter 64')).toEqual(['Gradient Ascent: Jitter 64 px']);
    const renamed = {
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, label: `My ${node.id}` })),
    };
    expect(findHits(renamed, 'gradient ascent')[0]).toEqual({
      id: 'ascent',
      title: 'My ascent',
      why: 'Gradient Ascent',
    });
  });

  test('names come before values, and frames and notes are found too', () => {
    const titles = found('picture');
    expect(titles.indexOf('The picture, at several sizes')).toBe(0);
    expect(found('photo').some((line) => line.startsWith('Note: '))).toBe(true);
    expect(titles.some((line) => line.startsWith('Load Image: Picture'))).toBe(true);
  });

  test('nothing is found for nothing', () => {
    expect(found('  ')).toEqual([]);
    expect(found('banana')).toEqual([]);
  });
});
