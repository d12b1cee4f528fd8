import { beforeEach, describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { collide, usualSize } from '../../../src/graph/layout/boxes.ts';
import { isFree, routeWires, wirePath } from '../../../src/graph/layout/wire-path.ts';
import { flowEdges } from '../../../src/ui/canvas/flow-edges.ts';
import { flowNodes, growFrames } from '../../../src/ui/canvas/flow-nodes.ts';
import { withFrameMembers } from '../../../src/ui/canvas/frame-drag.ts';
import { addNote } from '../../../src/ui/document/add-items.ts';
import { addNode } from '../../../src/ui/document/add-node.ts';
import { edit, openDocument, useDocument } from '../../../src/ui/document/document-store.ts';
import { setParam } from '../../../src/ui/document/edits.ts';
import { wireUnder } from '../../../src/ui/document/wire-geometry.ts';

const now = () => useDocument.getState().document;
const none = new Set<string>();

beforeEach(() => openDocument(emptyDocument(), 'test'));

describe("React Flow's nodes", () => {
  test('keep their objects through edits that do not concern them', () => {
    const first = addNode('noise', { at: { x: 0, y: 0 } }) ?? '';
    addNode('load-image', { at: { x: 300, y: 0 } });
    const before = flowNodes(now(), none, []);
    setParam(first, 'amount', 0.2, true);
    const after = flowNodes(now(), none, before);
    expect(after).toHaveLength(2);
    after.forEach((node, index) => {
      expect(node).toBe(before[index]);
    });
  });

  test('change only where the selection or a place has changed', () => {
    const first = addNode('noise', { at: { x: 0, y: 0 } }) ?? '';
    addNode('load-image', { at: { x: 300, y: 0 } });
    const before = flowNodes(now(), none, []);
    const after = flowNodes(now(), new Set([first]), before);
    expect(after[0]).toMatchObject({ id: first, selected: true });
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  test('keep the size that was measured when they move', () => {
    const id = addNode('noise', { at: { x: 0, y: 0 } }) ?? '';
    const [drawn] = flowNodes(now(), none, []);
    const measured = { width: 208, height: 300 };
    edit({ type: 'move', nodes: { [id]: { x: 40, y: 0 } } });
    const [moved] = flowNodes(now(), none, drawn ? [{ ...drawn, measured }] : []);
    expect(moved?.measured).toEqual(measured);
    expect(moved?.position).toEqual({ x: 40, y: 0 });
  });
});

test('wires keep their objects while their ends stay', () => {
  const photo = addNode('load-image', { at: { x: 0, y: 0 } }) ?? '';
  addNode('octave-split', {
    at: { x: 300, y: 0 },
    from: { side: 'output', node: photo, output: 'image' },
  });
  const before = flowEdges(now(), none, []);
  setParam(photo, 'size', 256, true);
  const after = flowEdges(now(), none, before);
  expect(after).toHaveLength(1);
  expect(after[0]).toBe(before[0]);
  expect(after[0]?.ariaLabel).toBe('Wire from Load Image: image to Octave Split: image');
});

test('a frame takes along what is in it, once, and not what is dragged itself', () => {
  const inside = addNode('noise', { at: { x: 20, y: 40 } }) ?? '';
  const both = addNode('seed', { at: { x: 20, y: 240 } }) ?? '';
  const made = edit({
    type: 'add-frame',
    frame: { position: { x: 0, y: 0 }, size: { width: 400, height: 400 } },
    nodes: [inside, both],
  });
  const frame = made.ok ? (made.value[0] ?? '') : '';
  const changes = withFrameMembers(
    [
      { type: 'position', id: frame, position: { x: 10, y: 5 }, dragging: true },
      { type: 'position', id: both, position: { x: 30, y: 245 }, dragging: true },
    ],
    flowNodes(now(), none, []),
    now(),
  );
  const places = changes.map((change) =>
    change.type === 'position' ? [change.id, change.position] : [],
  );
  expect(places).toEqual([
    [frame, { x: 10, y: 5 }],
    [both, { x: 30, y: 245 }],
    [inside, { x: 30, y: 45 }],
  ]);
});

test('a wire leaves and arrives level, also backwards', () => {
  expect(
    wirePath([
      { x: 0, y: 0 },
      { x: 100, y: 50 },
    ]),
  ).toBe('M0,0 C50,0 50,50 100,50');
  expect(
    wirePath([
      { x: 100, y: 0 },
      { x: 90, y: 0 },
    ]),
  ).toBe('M100,0 C128,0 62,0 90,0');
});

test('a long wire goes around a corner that lies between the points where a short one is tried', () => {
  const box = { x: 604, y: -90, width: 28, height: 80 };
  const ends = { id: 'w', source: 'a', from: { x: 0, y: 0 }, to: { x: 1200, y: -100 } };
  const stops = routeWires([ends], [box]).get('w') ?? [];
  expect(stops).toHaveLength(4);
  expect(isFree(stops, [box])).toBe(true);
});

test('a node lies on the wire that runs behind it nearest to its middle', () => {
  const wires = [
    {
      id: 'high',
      stops: [
        { x: 0, y: 10 },
        { x: 400, y: 10 },
      ],
    },
    {
      id: 'low',
      stops: [
        { x: 0, y: 60 },
        { x: 400, y: 45 },
      ],
    },
    {
      id: 'bent',
      stops: [
        { x: 0, y: 0 },
        { x: 400, y: 400 },
      ],
    },
  ];
  expect(wireUnder(wires, { x: 150, y: 0, width: 100, height: 100 })).toBe('low');
  expect(wireUnder(wires, { x: 150, y: 150, width: 100, height: 100 })).toBe('bent');
  expect(wireUnder(wires, { x: 150, y: -200, width: 100, height: 100 })).toBeUndefined();
});

test('a frame reaches around what has grown in it, and keeps its own size in the document', () => {
  const inside = addNode('noise', { at: { x: 20, y: 60 } }) ?? '';
  const made = edit({
    type: 'add-frame',
    frame: { position: { x: 0, y: 0 }, size: { width: 300, height: 200 } },
    nodes: [inside],
  });
  const frame = made.ok ? (made.value[0] ?? '') : '';
  const drawn = flowNodes(now(), none, []);
  const rect = (height: number, dragging = false) => {
    const measured = drawn.map((node) =>
      node.id === inside ? { ...node, dragging, measured: { width: 160, height } } : node,
    );
    const {
      position,
      width,
      height: tall,
    } = growFrames(measured, now()).find(({ id }) => id === frame) ?? {};
    return { ...position, width, height: tall };
  };
  const own = { x: 0, y: 0, width: 300, height: 200 };
  expect(rect(100)).toEqual(own);
  expect(rect(400)).toEqual({ ...own, height: 60 + 400 + 12 });
  // What is in hand does not pull its frame along.
  expect(rect(400, true)).toEqual(own);
  expect(now().frames[0]?.size).toEqual({ width: 300, height: 200 });
});

describe('wires', () => {
  const from = { x: 0, y: 50 };
  const wire = (id: string, source: string, to: { x: number; y: number }) => ({
    id,
    source,
    from,
    to,
  });
  const box = { x: 100, y: 0, width: 200, height: 100 };

  test('go straight where nothing is in the way, else along a lane beside it', () => {
    const to = { x: 400, y: 50 };
    expect(routeWires([wire('w', 's', to)], []).get('w')).toEqual([from, to]);
    const stops = routeWires([wire('w', 's', to)], [box]).get('w') ?? [];
    expect(stops).toHaveLength(4);
    expect(isFree(stops, [box])).toBe(true);
    expect(wirePath(stops)).toMatch(/^M0,50 C.* L.* C.*400,50$/);
  });

  test('of one start share a lane, of several keep apart', () => {
    const ends = [
      { x: 400, y: 50 },
      { x: 400, y: 45 },
      { x: 400, y: 40 },
    ] as const;
    const routes = routeWires(
      [wire('a', 's', ends[0]), wire('b', 's', ends[1]), wire('c', 'other', ends[2])],
      [box],
    );
    const lane = (id: string) => routes.get(id)?.[1]?.y;
    expect(lane('b')).toBe(lane('a'));
    expect(lane('c')).not.toBe(lane('a'));
  });
});

test('a new note lies beside what is there, and in front of it', () => {
  const noise = addNode('noise', { at: { x: -100, y: -60 } }) ?? '';
  addNote();
  const [note] = now().notes;
  const { size, position } = note ?? {};
  expect(
    size && position && collide({ x: -100, y: -60, ...usualSize }, { ...position, ...size }),
  ).toBe(false);
  const order = flowNodes(now(), none, []).map(({ id }) => id);
  expect(order.indexOf(note?.id ?? '')).toBeGreaterThan(order.indexOf(noise));
});
