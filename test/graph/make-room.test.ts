import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import { type Document, emptyDocument } from '../../src/graph/document/document.ts';
import { makeRoom } from '../../src/graph/layout/make-room.ts';
import { catalog } from '../../src/nodes/catalog.ts';

const size = { width: 200, height: 160 };

function row(...places: readonly (readonly [string, number, number])[]): Document {
  return {
    ...emptyDocument(),
    nodes: places.map(([id, x, y]) => ({
      id,
      type: 'adjust',
      version: 1,
      position: { x, y },
      params: {},
    })),
    edges: places.slice(1).map(([id], at) => ({
      id: `e${at}`,
      from: { node: places[at]?.[0] ?? '', output: 'image' },
      to: { node: id, input: 'image' },
    })),
  };
}

function withRoom(document: Document, id: string): Document {
  const sizes = Object.fromEntries(document.nodes.map((node) => [node.id, size]));
  const commands = makeRoom(document, id, sizes);
  const done = applyCommand(document, catalog, { type: 'batch', label: 'Make room', commands });
  if (!done.ok) throw new Error(done.problem.message);
  return done.value.document;
}

const xOf = (document: Document, id: string) =>
  document.nodes.find((node) => node.id === id)?.position.x;

describe('a node that is put between two others', () => {
  test('moves what follows it to the right, and what that then lies on', () => {
    const moved = withRoom(row(['a', 0, 0], ['new', 150, 0], ['b', 240, 0], ['c', 480, 0]), 'new');
    expect(xOf(moved, 'a')).toBe(0);
    expect(xOf(moved, 'new')).toBe(240);
    expect(xOf(moved, 'b')).toBe(480);
    expect(xOf(moved, 'c')).toBe(720);
  });

  test('moves nothing where there is room', () => {
    const document = row(['a', 0, 0], ['new', 300, 0], ['b', 600, 0]);
    expect(withRoom(document, 'new')).toBe(document);
  });

  test('grows the frame it is in, and moves the frames beside and below', () => {
    const inside = row(['a', 20, 40], ['new', 120, 40], ['b', 400, 40], ['c', 20, 300]);
    const frames = ['one', 'one', 'two', 'three'];
    const document: Document = {
      ...inside,
      nodes: inside.nodes.map((node, at) => ({ ...node, frame: frames[at] ?? '' })),
      frames: [
        { id: 'one', title: 'One', position: { x: 0, y: 0 }, size: { width: 240, height: 220 } },
        { id: 'two', title: 'Two', position: { x: 380, y: 0 }, size: { width: 240, height: 220 } },
        { id: 'three', title: '', position: { x: 0, y: 230 }, size: { width: 240, height: 260 } },
      ],
    };
    const moved = withRoom(document, 'new');
    const [one, two, three] = moved.frames;
    expect(xOf(moved, 'new')).toBe(260);
    expect(one?.size).toEqual({ width: 480, height: 220 });
    expect(two?.position).toEqual({ x: 520, y: 0 });
    expect(xOf(moved, 'b')).toBe(540);
    // It was 10 px below and still is: nothing lies on it.
    expect(three?.position).toEqual({ x: 0, y: 230 });
  });

  test('lies on nothing afterwards, nor does anything that did not before', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 12 }), (places) => {
        const apart: (readonly [string, number, number])[] = [];
        for (const [column, line] of places) {
          const [x, y] = [column * 60, line * 60];
          if (apart.every((other) => !overlap(other, [x, y]))) {
            apart.push([`n${apart.length}`, x, y]);
          }
        }
        if (apart.length < 2) return;
        const document = row(['new', 300, 200], ...apart);
        const moved = withRoom(document, 'new');
        const at = moved.nodes.map(({ id, position: { x, y } }) => [id, x, y] as const);
        for (const [i, one] of at.entries()) {
          for (const other of at.slice(i + 1)) {
            expect(overlap(one, [other[1], other[2]]), `${one} and ${other}`).toBe(false);
          }
        }
      }),
    );
  });
});

function overlap([, x, y]: readonly [string, number, number], [x2, y2]: readonly number[]) {
  const [dx, dy] = [Math.abs(x - (x2 ?? 0)), Math.abs(y - (y2 ?? 0))];
  return dx < size.width && dy < size.height;
}
