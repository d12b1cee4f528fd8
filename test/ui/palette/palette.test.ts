import { describe, expect, test } from 'vitest';
import type { NodeDefinition } from '../../../src/graph/definition/definition.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { closestTitle, searchNodes } from '../../../src/ui/palette/search-nodes.ts';

const all: readonly NodeDefinition[] = Object.values(catalog);
const first = (query: string) => searchNodes(all, query)[0]?.title;

describe('searching nodes', () => {
  test('every node is found first by its own title', () => {
    for (const { title } of all) expect(first(title)).toBe(title);
  });

  test('finds by beginnings of words, keywords and initials', () => {
    expect(first('merge oct')).toBe('Octave Merge');
    expect(first('gram')).toBe('Style Objective');
    expect(first('ga')).toBe('Gradient Ascent');
  });

  test('every word must be found', () => {
    expect(searchNodes(all, 'octave banana')).toEqual([]);
  });

  test('an empty search shows everything in the order of the catalog', () => {
    expect(searchNodes(all, ' ')).toEqual(all);
  });

  test('a misspelt name gets the closest one', () => {
    expect(closestTitle(all, 'Octave Marge')).toBe('Octave Merge');
  });
});
