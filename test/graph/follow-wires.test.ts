import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { applyCommand, patchDocument } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/command.ts';
import { copyFragment } from '../../src/graph/commands/fragment.ts';
import { type Document, emptyDocument } from '../../src/graph/document/document.ts';
import { edgesInto, graphIndex } from '../../src/graph/document/graph-index.ts';
import { repeatLast } from '../../src/graph/params/numbers.ts';
import { catalog } from '../../src/nodes/catalog.ts';

function run(document: Document, command: Command): Document {
  const done = applyCommand(document, catalog, command);
  if (!done.ok) throw new Error(problemText(done.problem));
  expect(patchDocument(done.value.document, done.value.inverse)).toEqual(document);
  return done.value.document;
}

const position = { x: 0, y: 0 };
const node = (id: string, type: string, params = {}) => ({
  ...{ id, type, position, params },
  version: catalog[type as keyof typeof catalog].version,
});

/** `sum` adds up the objectives a, b, c. */
function combined(params: object, changes?: object): Document {
  return {
    ...emptyDocument(),
    nodes: [
      ...['a', 'b', 'c'].map((id) => node(id, 'regulariser')),
      node('sum', 'combine-objectives', params),
    ],
    edges: ['a', 'b', 'c'].map((id) => ({
      id: `e-${id}`,
      from: { node: id, output: 'objective' },
      to: { node: 'sum', input: 'objectives' },
    })),
    variants: changes ? [{ id: 'v', name: 'V', params: { sum: { ...changes } } }] : [],
  };
}

/** "b 0.5, a 1": sources in their order with what the list has for each. */
function told(document: Document, key = 'weights', params?: object): string {
  const index = graphIndex(document);
  const sum = document.nodes.find(({ type }) => type === 'combine-objectives');
  const values = (params ?? sum?.params ?? {}) as Record<string, number[]>;
  const list = values[key] ?? [1];
  const wires = edgesInto(index, { node: sum?.id ?? '', input: 'objectives' });
  const entries = repeatLast(list, wires.length);
  return wires.map(({ from }, at) => `${behind(document, from.node)} ${entries[at]}`).join(', ');
}

/** The objective that comes through reroutes. */
function behind(document: Document, id: string): string {
  const [wire] = edgesInto(graphIndex(document), { node: id, input: 'value' });
  return wire ? behind(document, wire.from.node) : id;
}

const weighed = combined({ weights: [2, 0.5, -1], used: [1, 0, 1] });

describe('the weight of an objective stays with it', () => {
  test.each<[string, Command, string]>([
    ['is moved', { type: 'reorder-wire', edge: 'e-c', index: 0 }, 'c -1, a 2, b 0.5'],
    ['is moved too far', { type: 'reorder-wire', edge: 'e-a', index: 9 }, 'b 0.5, c -1, a 2'],
    ['before it is cut off', { type: 'disconnect', edges: ['e-a'] }, 'b 0.5, c -1'],
    ['before it is removed', { type: 'remove', nodes: ['a', 'b'] }, 'c -1'],
    [
      'gets a reroute',
      { type: 'insert-node', edge: 'e-a', node: { type: 'reroute', position } },
      'a 2, b 0.5, c -1',
    ],
  ])('when one %s', (_, command, expected) => {
    expect(told(run(weighed, command))).toBe(expected);
  });

  test('when a reroute is taken out again', () => {
    const insert = {
      type: 'insert-node',
      edge: 'e-a',
      node: { type: 'reroute', position },
    } as const;
    const document = run(run(weighed, insert), { type: 'remove', nodes: ['reroute'], heal: true });
    expect(told(document)).toBe('a 2, b 0.5, c -1');
    expect(document.edges).toEqual(weighed.edges);
  });

  test('when only some of the objectives are copied', () => {
    const fragment = copyFragment(weighed, { nodes: ['b', 'c', 'sum'] });
    const document = run(emptyDocument(), { type: 'paste', fragment });
    expect(told(document)).toBe('b 0.5, c -1');
    expect(told(document, 'used')).toBe('b 0, c 1');
  });

  test('and so does the eye, also in variants', () => {
    const document = combined({ weights: [2, 0.5, -1] }, { weights: [3], used: [0, 1] });
    const moved = run(document, { type: 'reorder-wire', edge: 'e-a', index: 2 });
    const changes = moved.variants[0]?.params.sum;
    expect(told(moved, 'weights', changes)).toBe('b 3, c 3, a 3');
    expect(told(moved, 'used', changes)).toBe('b 1, c 1, a 0');
    expect(changes?.weights).toEqual([3]);
  });

  test('a new one counts 1, or takes the weight that waits for it', () => {
    const connect = (id: string): Command => ({
      type: 'connect',
      wire: {
        from: { node: id, output: 'objective' },
        to: { node: 'sum', input: 'objectives' },
      },
    });
    const half = run(combined({ weights: [0.5] }), { type: 'disconnect', edges: ['e-c'] });
    expect(told(run(half, connect('c')))).toBe('a 0.5, b 0.5, c 1');
    const bare = { ...weighed, edges: [] };
    expect(told(run(run(bare, connect('c')), connect('a')))).toBe('c 2, a 0.5');
    const plain = run(combined({ weights: [1] }), { type: 'disconnect', edges: ['e-c'] });
    expect(run(plain, connect('c')).nodes[3]?.params.weights).toEqual([1]);
  });

  test('through any edits', () => {
    const edits = fc.array(fc.tuple(fc.nat(5), fc.nat(7), fc.nat(3)), { maxLength: 12 });
    fc.assert(
      fc.property(edits, (steps) => {
        let document = weighed;
        let model = new Map([
          ['a', 2],
          ['b', 0.5],
          ['c', -1],
        ]);
        for (const [kind, pick, place] of steps) {
          const edges = edgesInto(graphIndex(document), { node: 'sum', input: 'objectives' });
          const edge = edges[pick % (edges.length || 1)];
          if (!edge) break;
          const source = behind(document, edge.from.node);
          if (kind === 0)
            document = run(document, { type: 'reorder-wire', edge: edge.id, index: place });
          if (kind === 1) {
            const made = { type: 'reroute', position };
            document = run(document, { type: 'insert-node', edge: edge.id, node: made });
          }
          if (kind === 2) {
            document = run(document, { type: 'disconnect', edges: [edge.id] });
            model.delete(source);
          }
          if (kind === 3) {
            const reroute = document.nodes.find(({ type }) => type === 'reroute');
            if (reroute)
              document = run(document, { type: 'remove', nodes: [reroute.id], heal: true });
          }
          if (kind === 4) {
            const id = `new-${model.size}-${document.nodes.map((each) => each.id).join('').length}`;
            document = run(document, {
              type: 'batch',
              label: 'Add',
              commands: [
                { type: 'add-nodes', nodes: [{ id, type: 'regulariser', position }] },
                {
                  type: 'connect',
                  wire: { from: { node: id, output: 'objective' }, to: edge.to },
                },
              ],
            });
            model.set(id, 1);
          }
          if (kind === 5) {
            const weights = edges.map((_, at) => at - place);
            document = run(document, {
              type: 'set-param',
              node: 'sum',
              param: 'weights',
              value: weights,
            });
            model = new Map(edges.map(({ from }, at) => [behind(document, from.node), at - place]));
          }
        }
        const lines = told(document).split(', ').filter(Boolean).sort();
        // A wire whose reroute was removed at both ends may be gone for good.
        for (const line of lines) {
          const [id = '', weight] = line.split(' ');
          expect(Number(weight)).toBe(model.get(id));
        }
        expect(lines.length).toBe(model.size);
      }),
    );
  });
});
