import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/command.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { align, distribute, type Side } from '../../src/graph/layout/arrange.ts';
import { around, type Box, boxesOf, boxOf, collide } from '../../src/graph/layout/boxes.ts';
import { tidy } from '../../src/graph/layout/layout.ts';
import { freePlace } from '../../src/graph/layout/placement.ts';
import { catalog, graph, node } from './catalog.ts';

function run(document: Document, command: Command): Document {
  const result = applyCommand(document, catalog, command);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value.document;
}

const at = (x: number, y: number) => ({ x, y });
const sizes = {
  a: { width: 100, height: 50 },
  b: { width: 200, height: 100 },
  c: { width: 50, height: 50 },
};
const three = graph([
  node('a: blend', { position: at(0, 0) }),
  node('b: blend', { position: at(400, 60) }),
  node('c: blend', { position: at(130, 300) }),
]);

describe('align', () => {
  test.each<[Side, number[]]>([
    ['left', [0, 0, 0]],
    ['centre', [250, 200, 275]],
    ['right', [500, 400, 550]],
    ['top', [0, 0, 0]],
    ['middle', [150, 125, 150]],
    ['bottom', [300, 250, 300]],
  ])('%s', (side, expected) => {
    const aligned = run(three, align(three, ['a', 'b', 'c'], side, sizes));
    const axis = ['left', 'centre', 'right'].includes(side) ? 'x' : 'y';
    const other = axis === 'x' ? 'y' : 'x';
    expect(aligned.nodes.map(({ position }) => position[axis])).toEqual(expected);
    expect(aligned.nodes.map(({ position }) => position[other])).toEqual(
      three.nodes.map(({ position }) => position[other]),
    );
  });
});

describe('distribute', () => {
  test('makes the gaps equal and leaves the first and the last', () => {
    const { nodes } = run(three, distribute(three, ['a', 'b', 'c'], 'horizontal', sizes));
    // 600 px hold 350 px of nodes: two gaps of 125.
    expect(nodes.map(({ position }) => position.x)).toEqual([0, 400, 225]);
    expect(nodes.map(({ position }) => position.y)).toEqual([0, 60, 300]);
  });

  test('has nothing to do with two', () => {
    expect(distribute(three, ['a', 'b'], 'vertical').nodes).toEqual({});
  });
});

describe('freePlace', () => {
  test('is the point itself where there is room', () => {
    expect(freePlace(three, at(1000, 1000))).toEqual(at(1000, 1000));
  });

  test('is near the point and clear of every node', () => {
    const positions = fc.array(
      fc.record({ x: fc.integer({ min: -600, max: 600 }), y: fc.integer({ min: -600, max: 600 }) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(positions, (places) => {
        const document = graph(
          places.map((position, index) => node(`n${index}: blend`, { position })),
        );
        const place = freePlace(document, at(0, 0));
        const box = boxOf({ id: 'new', position: place }, {});
        expect(boxesOf(document, {}).some((other) => collide(box, other, 19))).toBe(false);
        expect(Math.hypot(place.x, place.y)).toBeLessThan(1500);
      }),
    );
  });
});

describe('tidy', () => {
  const overlaps = (boxes: readonly Box[]) =>
    boxes.some((box, index) => boxes.slice(index + 1).some((other) => collide(box, other)));

  test('leads wires to the right, keeps nodes apart and frames around theirs', () => {
    const shape = fc.record({
      wires: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 16 }),
      frames: fc.array(fc.option(fc.constantFrom('f', 'g'), { nil: undefined }), {
        minLength: 12,
        maxLength: 12,
      }),
    });
    fc.assert(
      fc.property(shape, ({ wires, frames }) => {
        const forward = wires.filter(([from, to]) => from < to);
        const document = graph(
          frames.map((frame, index) => node(`n${index}: blend`, frame ? { frame } : {})),
          forward.map(([from, to]) => `n${from}.image -> n${to}.base`),
          {
            frames: ['f', 'g'].map((id) => ({
              id,
              title: id,
              position: at(0, 0),
              size: { width: 1, height: 1 },
            })),
            notes: [{ id: 'note', text: 'In f', position: at(0, 0), frame: 'f' }],
          },
        );
        const tidied = run(document, tidy(document));
        const boxes = new Map(tidied.nodes.map((item) => [item.id, boxOf(item, {})]));
        expect(
          overlaps(boxesOf({ ...tidied, notes: frames.includes('f') ? tidied.notes : [] }, {})),
        ).toBe(false);
        for (const [from, to] of forward) {
          const [start, end] = [boxes.get(`n${from}`), boxes.get(`n${to}`)];
          expect(start && end && start.x + start.width < end.x).toBe(true);
        }
        for (const frame of tidied.frames.filter(({ id }) => frames.includes(id as 'f'))) {
          const outline = boxOf(frame, {});
          for (const item of tidied.nodes) {
            const box = boxOf(item, {});
            expect(collide(outline, box)).toBe(item.frame === frame.id);
            if (item.frame === frame.id) expect(within(box, outline)).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  function within(inner: Box, outer: Box): boolean {
    return (
      inner.x >= outer.x &&
      inner.y >= outer.y &&
      inner.x + inner.width <= outer.x + outer.width &&
      inner.y + inner.height <= outer.y + outer.height
    );
  }

  test('keeps the upper left corner, and all that was not asked for', () => {
    const document = graph(
      [
        node('p: make-image', { position: at(500, 700) }),
        node('a: blend', { position: at(520, 710) }),
        node('far: blend', { position: at(-900, 0) }),
      ],
      ['p.out -> a.base'],
    );
    const { nodes } = run(document, tidy(document, { nodes: ['p', 'a'] }));
    expect(nodes.map(({ position }) => position)).toEqual([
      at(500, 700),
      at(780, 700),
      at(-900, 0),
    ]);
  });

  test('takes circles and dangling wires, and an empty graph', () => {
    const broken = graph(
      ['a: blend', 'b: blend'],
      ['a.image -> b.base', 'b.image -> a.base', 'x.image -> a.over'],
    );
    expect(overlaps(boxesOf(run(broken, tidy(broken)), {}))).toBe(false);
    expect(tidy(graph([])).commands).toEqual([]);
  });

  test('leaves what stood above above, and no note in the way', () => {
    const document = graph(
      [
        ...['low: make-image', 'up: make-image'].map((name, index) =>
          node(name, { position: at(0, index === 0 ? 600 : 0) }),
        ),
        node('both: blend', { position: at(1200, 0) }),
      ],
      ['low.out -> both.base', 'up.out -> both.over'],
      {
        notes: [
          { id: 'under', text: 'In the way', position: at(280, 80) },
          { id: 'away', text: 'Not in the way', position: at(2000, 0) },
        ],
      },
    );
    const tidied = run(document, tidy(document));
    const y = (id: string) => tidied.nodes.find((each) => each.id === id)?.position.y ?? 0;
    expect(y('up')).toBeLessThan(y('low'));
    expect(overlaps(boxesOf(tidied, {}))).toBe(false);
    expect(tidied.notes[0]?.position).not.toEqual(at(280, 80));
    expect(tidied.notes[1]?.position).toEqual(at(2000, 0));
  });

  test('puts separate parts into rows, in about the shape of a window', () => {
    const ids = Array.from({ length: 14 }, (_, at) => at);
    const document = graph(
      ids.flatMap((at) => [`photo${at}: make-image`, `end${at}: take-image`]),
      ids.map((at) => `photo${at}.out -> end${at}.in`),
    );
    const boxes = boxesOf(run(document, tidy(document)), {});
    expect(overlaps(boxes)).toBe(false);
    const { width = 0, height = 1 } = around(boxes) ?? {};
    expect(width / height).toBeGreaterThan(0.8);
    expect(width / height).toBeLessThan(3);
  });
});
