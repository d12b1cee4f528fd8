import { Graph, layout } from '@dagrejs/dagre';
import type { Command, CommandOf } from '../commands/command.ts';
import type { Document, DocumentNode, Edge, Frame, Note, Position } from '../document/document.ts';
import { around, type Box, boxOf, collide, type Sizes } from './boxes.ts';
import { freeOf } from './placement.ts';

export interface TidyOptions {
  readonly sizes?: Sizes;
  /** Only these nodes; all of them when left out. */
  readonly nodes?: readonly string[];
  /** Wires that need not lead to the right, such as those that bring the value of the frame before. */
  readonly back?: ReadonlySet<Edge>;
}

/** Room between columns, between nodes of one column, and between a frame and what is in it. */
const columnGap = 80;
const nodeGap = 40;
const framePadding = 20;
const frameTitle = 32;

/**
 * The command that lays the graph out from left to right (dagre): wires lead to the right, nodes
 * do not overlap, and frames stay around what is in them. The upper left corner keeps its place.
 * What stood above stays above, as far as that crosses no more wires. Notes outside frames stay
 * where they are, unless something comes to lie there. Not part of the module's index, because dagre
 * is large and wanted only when someone asks for it.
 */
export function tidy(document: Document, options: TidyOptions = {}): CommandOf<'batch'> {
  const label = 'Tidy layout';
  const { sizes = {}, back = new Set() } = options;
  const parts = chooseParts(document, options.nodes);
  const before = around([...parts.nodes, ...parts.notes].map((item) => boxOf(item, sizes)));
  if (!before) return { type: 'batch', label, commands: [] };
  const edges = document.edges.filter((edge) => !back.has(edge));
  const groups = connectedParts(document, parts);
  const boxes = inRows(groups.map((part) => layOutPart(edges, part, sizes)));
  const after = around([...parts.nodes.map(nodeKey), ...parts.notes.map(noteKey)].map(boxAt));
  const shift = { x: before.x - (after?.x ?? 0), y: before.y - (after?.y ?? 0) };
  const frames = parts.frames.map(resize);
  const arrived = [
    ...parts.nodes.map((node) => ({ ...boxAt(nodeKey(node)), ...placeAt(nodeKey(node)) })),
    ...frames.map(({ changes }) => ({ ...changes.position, ...changes.size })),
  ];
  const aside = outOfTheWay(document, parts, arrived, sizes);
  return { type: 'batch', label, commands: [movement(), ...frames, ...aside] };

  function boxAt(key: string): Box {
    return boxes.get(key) ?? { x: 0, y: 0, width: 0, height: 0 };
  }

  function placeAt(key: string): Position {
    const { x, y } = boxAt(key);
    return { x: Math.round(x + shift.x), y: Math.round(y + shift.y) };
  }

  function movement(): Command {
    return {
      type: 'move',
      nodes: Object.fromEntries(parts.nodes.map((node) => [node.id, placeAt(nodeKey(node))])),
      notes: Object.fromEntries(parts.notes.map((note) => [note.id, placeAt(noteKey(note))])),
    };
  }

  function resize(frame: Frame) {
    const members = [
      ...parts.nodes.filter((node) => node.frame === frame.id).map(nodeKey),
      ...parts.notes.filter((note) => note.frame === frame.id).map(noteKey),
    ].map((key) => ({ ...boxAt(key), ...placeAt(key) }));
    const { x, y, width, height } = around(members) ?? { ...frame.position, ...frame.size };
    const position = { x: x - framePadding, y: y - framePadding - frameTitle };
    const size = {
      width: width + 2 * framePadding,
      height: height + 2 * framePadding + frameTitle,
    };
    return { type: 'edit-frame', frame: frame.id, changes: { position, size } } as const;
  }
}

/** Notes that stay give way to what has come to lie where they are. */
function outOfTheWay(
  document: Document,
  parts: Parts,
  arrived: readonly Box[],
  sizes: Sizes,
): readonly Command[] {
  const moved = new Set(parts.nodes);
  const resting = document.nodes.filter((node) => !moved.has(node));
  const taken = [...arrived, ...resting.map((node) => boxOf(node, sizes))];
  const notes: Record<string, Position> = {};
  for (const note of document.notes.filter((each) => !parts.notes.includes(each))) {
    const box = boxOf(note, sizes);
    const at = { x: box.x, y: box.y };
    const place = arrived.some((other) => collide(box, other)) ? freeOf(taken, at, box) : at;
    if (place !== at) notes[note.id] = place;
    taken.push({ ...box, ...place });
  }
  return Object.keys(notes).length > 0 ? [{ type: 'move', nodes: {}, notes }] : [];
}

interface Parts {
  readonly nodes: readonly DocumentNode[];
  /** Notes in one of the frames. */
  readonly notes: readonly Note[];
  /** Frames that hold something, and nothing that stays where it is. */
  readonly frames: readonly Frame[];
}

function chooseParts(document: Document, ids: readonly string[] | undefined): Parts {
  const wanted = ids && new Set(ids);
  const nodes = document.nodes.filter(({ id }) => !wanted || wanted.has(id));
  const holds = new Set(nodes.map(({ frame }) => frame));
  const stays = new Set(
    document.nodes.filter((node) => wanted && !wanted.has(node.id)).map(({ frame }) => frame),
  );
  const frames = document.frames.filter(({ id }) => holds.has(id) && !stays.has(id));
  const whole = new Set<string | undefined>(frames.map(({ id }) => id));
  const notes = document.notes.filter(({ frame }) => frame !== undefined && whole.has(frame));
  return { nodes, notes, frames };
}

type Boxes = ReadonlyMap<string, Box>;

/** What wires or frames hold together, in the order of the document. */
function connectedParts({ edges }: Document, { nodes, notes, frames }: Parts): readonly Parts[] {
  const framed = new Set<string | undefined>(frames.map(({ id }) => id));
  const root = new Map<string, string>();
  const find = (key: string): string => {
    const next = root.get(key) ?? key;
    return next === key ? key : find(next);
  };
  const join = (a: string, b: string) => root.set(find(b), find(a));
  const ids = new Set(nodes.map(({ id }) => id));
  for (const { from, to } of edges)
    if (ids.has(from.node) && ids.has(to.node)) join(from.node, to.node);
  for (const { id, frame } of nodes)
    if (frame !== undefined && framed.has(frame)) join(frameKey({ id: frame }), id);
  const groups = new Map<string, DocumentNode[]>();
  for (const node of nodes) {
    const group = groups.get(find(node.id)) ?? [];
    group.push(node);
    groups.set(find(node.id), group);
  }
  return [...groups.values()].map((members) => {
    const held = new Set<string | undefined>(members.map(({ frame }) => frame));
    return {
      nodes: members,
      notes: notes.filter(({ frame }) => held.has(frame)),
      frames: frames.filter(({ id }) => held.has(id)),
    };
  });
}

/** About as wide as a window is to its height. */
const rowShape = 1.6;

/** The parts stand in rows, as words do. */
function inRows(groups: readonly Boxes[]): Boxes {
  const placed = new Map<string, Box>();
  const sized = groups.flatMap((boxes) => {
    const all = around([...boxes.values()]);
    return all ? [{ boxes, all }] : [];
  });
  const area = sized.reduce(
    (sum, { all }) => sum + (all.width + columnGap) * (all.height + columnGap),
    0,
  );
  const width = Math.max(Math.sqrt(area * rowShape), ...sized.map(({ all }) => all.width));
  let [left, top, bottom] = [0, 0, 0];
  for (const { boxes, all } of sized) {
    if (left > 0 && left + all.width > width) [left, top] = [0, bottom + columnGap];
    for (const [key, box] of boxes)
      placed.set(key, { ...box, x: box.x - all.x + left, y: box.y - all.y + top });
    left += all.width + columnGap;
    bottom = Math.max(bottom, top + all.height);
  }
  return placed;
}

function layOutPart(edges: readonly Edge[], { nodes, notes, frames }: Parts, sizes: Sizes): Boxes {
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: 'LR', nodesep: nodeGap, ranksep: columnGap });
  graph.setDefaultEdgeLabel(() => ({}));
  const framed = new Set<string | undefined>(frames.map(({ id }) => id));
  for (const frame of frames) graph.setNode(frameKey(frame), {});
  const add = (item: DocumentNode | Note, key: string) => {
    const { width, height } = boxOf(item, sizes);
    graph.setNode(key, { width, height });
    if (item.frame !== undefined && framed.has(item.frame)) {
      graph.setParent(key, frameKey({ id: item.frame }));
    }
  };
  for (const node of nodes) add(node, nodeKey(node));
  for (const note of notes) add(note, noteKey(note));
  for (const { from, to } of edges) {
    const [start, end] = [nodeKey({ id: from.node }), nodeKey({ id: to.node })];
    if (start !== end && graph.hasNode(start) && graph.hasNode(end)) graph.setEdge(start, end);
  }
  layout(graph);
  const up = isUpsideDown(nodes, (node) => graph.node(nodeKey(node))?.y ?? 0) ? -1 : 1;
  return new Map(
    graph.nodes().map((key) => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(key) ?? {};
      return [key, { x: x - width / 2, y: up * y - height / 2, width, height }];
    }),
  );
}

/** Whether what stood above has come to stand below; dagre does not look at where things are. */
function isUpsideDown(nodes: readonly DocumentNode[], laidOut: (node: DocumentNode) => number) {
  const mean = nodes.reduce((sum, { position }) => sum + position.y, 0) / nodes.length;
  return nodes.reduce((sum, node) => sum + (node.position.y - mean) * laidOut(node), 0) < 0;
}

interface Item {
  readonly id: string;
}

const nodeKey = ({ id }: Item) => `node ${id}`;
const noteKey = ({ id }: Item) => `note ${id}`;
const frameKey = ({ id }: Item) => `frame ${id}`;
