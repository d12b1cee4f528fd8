import { describe, expect, test } from 'vitest';
import type { NodeDefinition } from '../../../src/graph/definition/definition.ts';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { addNode, wireTo } from '../../../src/ui/document/add-node.ts';
import { openDocument, useDocument } from '../../../src/ui/document/document-store.ts';
import { socketsOf } from '../../../src/ui/document/sockets-of.ts';
import { rankNodes } from '../../../src/ui/palette/rank-nodes.ts';
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

describe('what a loose wire leads to', () => {
  const kinds = ['image', 'octaves', 'objective', 'network', 'mask', 'number', 'seed'] as const;
  const ranked = (end: Parameters<typeof rankNodes>[1], recent: readonly string[] = []) =>
    rankNodes(all, end, recent).map(({ type }) => type);

  test('from octaves first Gradient Ascent, from a mask socket first Mask', () => {
    expect(ranked({ side: 'output', kind: 'octaves', type: 'octave-split' })[0]).toBe(
      'gradient-ascent',
    );
    expect(ranked({ side: 'input', kind: 'mask', type: 'gradient-ascent' })[0]).toBe('mask');
  });

  test('from an image first the nodes whose main input it is, used lately before the others', () => {
    const end = { side: 'output', kind: 'image', type: 'load-image' } as const;
    const order = ranked(end, ['guide-objective', 'transform', 'adjust']);
    expect(order.slice(0, 3)).toEqual(['octave-split', 'transform', 'adjust']);
    const guide = order.indexOf('guide-objective');
    for (const { type, inputs, category } of all) {
      const [main] = Object.values(inputs);
      if (category !== 'layout' && main?.kinds.includes('image'))
        expect(order.indexOf(type)).toBeLessThan(guide);
    }
    expect(guide).toBeLessThan(order.indexOf('style-objective'));
  });

  test('without a wire what was used lately comes first, then the library', () => {
    const order = ranked(undefined, ['noise', 'mask']);
    expect(order.slice(0, 2)).toEqual(['noise', 'mask']);
    expect(order.slice(2)).toEqual(
      all.map(({ type }) => type).filter((type) => type !== 'noise' && type !== 'mask'),
    );
  });

  test('Enter adds a node that can be wired, whatever the socket', () => {
    for (const side of ['input', 'output'] as const) {
      for (const kind of kinds) {
        for (const { type } of all) {
          openDocument(emptyDocument(), 'test');
          const id = addNode(type, { at: { x: 0, y: 0 } }) ?? '';
          const { document } = useDocument.getState();
          const [node] = document.nodes;
          if (!node) throw new Error(`No node of type ${type}.`);
          const { inputs, outputs, params } = socketsOf(document, node);
          const own = side === 'output' ? outputs : [...inputs, ...Object.values(params)];
          for (const { name } of own.filter((socket) => socket.kind === kind)) {
            const from =
              side === 'output'
                ? { side, node: id, output: name }
                : { side, node: id, input: name };
            const [first] = ranked({ side, kind, type });
            const found = wireTo(document, first ?? '', 'new', from);
            expect(found, `${first} at ${type}: ${name}`).toBeDefined();
          }
        }
      }
    }
  });
});
