import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import {
  checkConnection,
  connectionCheckerTo,
} from '../../src/graph/connections/check-connection.ts';
import { checkEdges } from '../../src/graph/connections/check-edges.ts';
import { delayedWires } from '../../src/graph/connections/delays.ts';
import { outline } from '../../src/graph/connections/outline.ts';
import { type Catalog, defineNode } from '../../src/graph/definition/definition.ts';
import { port } from '../../src/graph/definition/port.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { tidy } from '../../src/graph/layout/layout.ts';
import { previousFrame } from '../../src/nodes/previous-frame/definition.ts';
import { graph, catalog as others, wire } from './catalog.ts';

const catalog: Catalog = { ...others, 'previous-frame': previousFrame };

const loop = graph(
  ['photo: make-image', 'before: previous-frame', 'a: blend', 'b: blend'],
  ['photo.out -> before.first', 'before.image -> a.base', 'a.image -> b.base'],
);

describe('a wire that closes a circle', () => {
  test('may end at the next of Previous Frame, whichever end is dragged', () => {
    const { from, to } = wire('b.image -> before.next');
    expect(checkConnection(loop, catalog, { from, to })).toEqual({ ok: true });
    expect(connectionCheckerTo(loop, catalog, to)(from)).toEqual({ ok: true });
    expect(checkConnection(loop, catalog, wire('before.image -> before.next')).ok).toBe(true);
  });

  test('may end nowhere else, and the refusal offers Previous Frame', () => {
    for (const end of ['before.first', 'a.over']) {
      const refused = checkConnection(loop, catalog, wire(`b.image -> ${end}`));
      if (refused.ok) throw new Error(`It may end at ${end}.`);
      expect(refused).toMatchObject({ bridge: 'previous-frame', problem: { code: 'cycle' } });
      expect(problemText(refused.problem)).toMatch(
        /^Blend already depends on (Previous Frame|Blend): this wire would close a circle\. In a film a Previous Frame in between gives what came out one frame ago\.$/,
      );
    }
  });

  test('of another kind than pictures has no way', () => {
    const numbers = graph(['s: combine', 't: combine'], ['s.objective -> t.objectives']);
    const refused = checkConnection(numbers, catalog, wire('t.objective -> s.objectives'));
    expect(refused).toMatchObject({ ok: false, problem: { code: 'cycle' } });
    expect(refused).not.toHaveProperty('bridge');
    expect(refused).not.toHaveProperty('problem.remedy');
  });
});

const closed = graph(
  ['photo: make-image', 'before: previous-frame', 'a: blend', 'b: blend'],
  [
    'photo.out -> before.first',
    'before.image -> a.base',
    'a.image -> b.base',
    'b.image -> before.next',
  ],
);

test('the wires of such a circle are sound, and the outline begins where the frame does', () => {
  expect([...checkEdges(closed, catalog).keys()]).toEqual([]);
  const order = outline(closed, catalog).map(({ node }) => node.id);
  expect(order).toEqual(['photo', 'before', 'a', 'b']);
});

test('tidied, the frame runs to the right, and only the wire of the next one leads back', () => {
  // Begun in the middle of the circle, as a person may have.
  const nodes = ['b', 'a', 'before', 'photo'].flatMap(
    (id) => closed.nodes.find((node) => node.id === id) ?? [],
  );
  const document = { ...closed, nodes };
  const back = delayedWires(document, catalog);
  expect([...back].map(({ id }) => id)).toEqual(['e4']);
  const applied = applyCommand(document, catalog, tidy(document, { back }));
  if (!applied.ok) throw new Error(problemText(applied.problem));
  const places = applied.value.document.nodes.map(({ id, position }) => ({ id, ...position }));
  const order = places.sort((one, other) => one.x - other.x).map(({ id }) => id);
  expect(order).toEqual(['photo', 'before', 'a', 'b']);
});

test('a circle beside it is refused, and its wires are told with the way', () => {
  const edges = [...closed.edges, { id: 'bad', ...wire('b.image -> a.over') }];
  const refused = checkEdges({ ...closed, edges }, catalog);
  expect([...refused].map(([id, { code }]) => `${id} ${code}`)).toEqual(['e3 cycle', 'bad cycle']);
  expect(problemText(refused.get('bad') ?? { code: '', message: '' })).toBe(
    'This wire is part of a circle: Blend, Blend depend on each other. Remove a wire of the circle. In a film a Previous Frame in between gives what came out one frame ago.',
  );
});

/** Node ids from which the node can be reached again without a wire into a delayed input. */
function isOnCircle({ edges }: Document, node: string): boolean {
  const ahead = (id: string) =>
    edges
      .filter(({ from, to }) => from.node === id && to.input !== 'next')
      .map(({ to }) => to.node);
  const seen = new Set(ahead(node));
  for (const id of seen) for (const next of ahead(id)) seen.add(next);
  return seen.has(node);
}

test('every circle without a delayed socket is refused with its reason, and no other', () => {
  const ids = ['p', 'q', 'a', 'b', 'c', 'd'];
  const nodes = ids.map((id) => `${id}: ${'pq'.includes(id) ? 'previous-frame' : 'blend'}`);
  const inputs = (id: string) => ('pq'.includes(id) ? ['first', 'next'] : ['base', 'over']);
  const some = fc.record({
    from: fc.constantFrom(...ids),
    to: fc.constantFrom(...ids.flatMap((id) => inputs(id).map((input) => `${id}.${input}`))),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 14 }), (wires) => {
      let document = graph(nodes);
      for (const [at, { from, to }] of wires.entries()) {
        const tried = wire(`${from}.image -> ${to}`);
        const check = checkConnection(document, catalog, tried);
        const edges = document.edges.filter(({ to: end }) => !isSame(end, tried.to));
        const joined = { ...document, edges: [...edges, { id: `e${at}`, ...tried }] };
        const before = [...document.edges, { id: `e${at}`, ...tried }];
        // Judged with the wire that would give way still there, as a person sees it.
        const circle =
          tried.to.input !== 'next' && isOnCircle({ ...document, edges: before }, from);
        expect(check.ok || check.problem.code === 'duplicate').toBe(!circle);
        if (!check.ok && circle) expect(check.problem).toMatchObject({ code: 'cycle' });
        if (check.ok) document = joined;
      }
      expect([...checkEdges(document, catalog).keys()]).toEqual([]);
      for (const id of ids) expect(isOnCircle(document, id)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

function isSame(a: Document['edges'][number]['to'], b: typeof a): boolean {
  return a.node === b.node && a.input === b.input;
}

test('only a node that passes pictures on may have a delayed input', () => {
  const written = {
    type: 'late',
    version: 1,
    title: 'Late',
    category: 'time',
    summary: 'Late.',
    params: {},
  } as const;
  const image = port.image();
  const next = port.image({ delayed: true });
  expect(() => defineNode({ ...written, inputs: { next }, outputs: { image } })).toThrow(
    'next is delayed in a node that works',
  );
  const number = port.number({ delayed: true });
  expect(() =>
    defineNode({ ...written, inputs: { image, number }, outputs: { out: port.same('image') } }),
  ).toThrow('number is delayed and takes more than a picture');
});
