import type { Command } from '../commands/command.ts';
import type { Document, Frame, Position } from '../document/document.ts';
import { downstreamOf, graphIndex, upstreamOf } from '../document/graph-index.ts';
import { around, type Box, boxOf, type Sizes } from './boxes.ts';

const gap = { x: 40, y: 20 };
const margin = 20;
const titleHeight = 28;
const least = 8;
const grid = 20;

/** What moves as a whole: a node, a note, or a frame with all that is in it. */
interface Block {
  readonly id: string;
  readonly kind: 'nodes' | 'notes' | 'frames';
  /** Where it was. */
  readonly before: Box;
  box: Box;
}

/**
 * The commands after which a node that was put among others has room: it goes to the right of what
 * leads to it, what it then lies on goes to the right or down, and its frame grows.
 */
export function makeRoom(document: Document, id: string, sizes: Sizes): readonly Command[] {
  const node = graphIndex(document).nodes.get(id);
  if (!node) return [];
  const frame = document.frames.find((candidate) => candidate.id === node.frame);
  const blocks = blocksBeside(document, frame?.id, sizes);
  const own = blocks.find((block) => block.id === id);
  if (!own) return [];
  stepAside(own, blocks, document);
  push(own, blocks, downstreamOf(graphIndex(document), id));
  const moved = [...blocks];
  const grown = frame && grow(frame, blocks);
  if (grown) {
    const others = blocksBeside(document, undefined, sizes);
    const outer = others.find((block) => block.id === grown.id);
    if (outer) {
      outer.box = grown.box;
      push(outer, others, new Set());
      moved.push(...others.filter((block) => block !== outer));
    }
  }
  return commandsOf(moved, grown);
}

/** What stands in the frame, or with undefined what stands in none, and the frames themselves. */
function blocksBeside(document: Document, frame: string | undefined, sizes: Sizes): Block[] {
  const block = (kind: Block['kind']) => (item: Parameters<typeof boxOf>[0]) => {
    const box =
      kind === 'frames' ? { ...item.position, ...(item as Frame).size } : boxOf(item, sizes);
    return { id: item.id, kind, before: box, box };
  };
  const here = (item: { readonly frame?: string | undefined }) => item.frame === frame;
  return [
    ...document.nodes.filter(here).map(block('nodes')),
    ...document.notes.filter(here).map(block('notes')),
    ...(frame === undefined ? document.frames.map(block('frames')) : []),
  ];
}

/** What leads to the node keeps its place, and so does what stands left of it. */
function stepAside(own: Block, blocks: readonly Block[], document: Document): void {
  const index = graphIndex(document);
  const before = upstreamOf(index, own.id);
  const after = downstreamOf(index, own.id);
  const isLeft = (block: Block) =>
    block !== own &&
    !holdsAny(document, block, after) &&
    (holdsAny(document, block, before) || middle(block.box) < middle(own.box));
  const left = blocks.filter(isLeft).sort((a, b) => a.box.x - b.box.x);
  for (const { box } of left) {
    if (meet(own.box, box, gap)) own.box = { ...own.box, x: box.x + box.width + gap.x };
  }
}

/** Whether it is one of these nodes, or a frame with one of them in it. */
function holdsAny(document: Document, { id, kind }: Block, ids: ReadonlySet<string>): boolean {
  if (kind !== 'frames') return ids.has(id);
  return document.nodes.some((node) => node.frame === id && ids.has(node.id));
}

/** Moves what a block has come to lie on out of its way, and what that then lies on. */
function push(first: Block, blocks: readonly Block[], after: ReadonlySet<string>): void {
  const newest = after.size > 0 ? first.id : undefined;
  const queue = [first];
  // Everything only ever goes right or down, so this ends; the limit is for what nobody foresaw.
  for (let turn = 0; turn < 50 * blocks.length; turn += 1) {
    const pusher = queue.shift();
    if (!pusher) return;
    for (const block of blocks) {
      if (block === first || block === pusher) continue;
      const apart = pusher.id === newest ? gap : gapBefore(pusher.before, block.before);
      const { box } = pusher;
      if (!meet(box, block.box, apart)) continue;
      const { x, y } = block.box;
      const goesDown = !after.has(block.id) && block.before.y >= lowerHalf(pusher);
      block.box = goesDown
        ? { ...block.box, y: y + onGrid(box.y + box.height + apart.y - y) }
        : { ...block.box, x: x + onGrid(box.x + box.width + apart.x - x) };
      queue.push(block);
    }
  }
}

/** What was there before keeps the distance that it had, if that was smaller. */
function gapBefore(a: Box, b: Box): Position {
  const x = Math.max(b.x - a.x - a.width, a.x - b.x - b.width);
  const y = Math.max(b.y - a.y - a.height, a.y - b.y - b.height);
  return { x: x < 0 ? gap.x : Math.min(gap.x, x), y: y < 0 ? gap.y : Math.min(gap.y, y) };
}

function lowerHalf({ before, box }: Block): number {
  const grew = before.height !== box.height || before.width !== box.width;
  return grew ? before.y + before.height : box.y + box.height / 2;
}

function onGrid(distance: number): number {
  return Math.ceil(distance / grid) * grid;
}

/** The frame, as large as what stands in it now needs; undefined when it is large enough. */
function grow({ id, position, size }: Frame, blocks: readonly Block[]) {
  const inside = around(blocks.map(({ box }) => box));
  if (!inside) return undefined;
  const [end, foot] = [inside.x + inside.width, inside.y + inside.height];
  let { x, y } = position;
  let [right, bottom] = [x + size.width, y + size.height];
  // Where something lies closer to an edge than usual, yet inside, the edge stays.
  if (inside.x < x) x = inside.x - margin;
  if (inside.y < y + titleHeight) y = inside.y - margin - titleHeight;
  if (end > right - least) right = end + margin;
  if (foot > bottom - least) bottom = foot + margin;
  const box = { x, y, width: right - x, height: bottom - y };
  const same = x === position.x && y === position.y;
  return same && box.width === size.width && box.height === size.height ? undefined : { id, box };
}

function commandsOf(
  blocks: readonly Block[],
  grown: { readonly id: string; readonly box: Box } | undefined,
): readonly Command[] {
  const placesOf = (kind: Block['kind']): Readonly<Record<string, Position>> =>
    Object.fromEntries(
      blocks
        .filter(({ kind: own, before, box }) => {
          return own === kind && (before.x !== box.x || before.y !== box.y);
        })
        .map(({ id, box: { x, y } }) => [id, { x: Math.round(x), y: Math.round(y) }]),
    );
  const places = {
    nodes: placesOf('nodes'),
    notes: placesOf('notes'),
    frames: placesOf('frames'),
  };
  const commands: Command[] = [];
  if (Object.values(places).some((list) => Object.keys(list).length > 0)) {
    commands.push({ type: 'move', ...places });
  }
  if (grown) {
    const { x, y, width, height } = grown.box;
    const changes = { position: { x, y }, size: { width, height } };
    commands.push({ type: 'edit-frame', frame: grown.id, changes });
  }
  return commands;
}

function middle({ x, width }: Box): number {
  return x + width / 2;
}

function meet(a: Box, b: Box, apart: Position): boolean {
  return (
    a.x < b.x + b.width + apart.x &&
    b.x < a.x + a.width + apart.x &&
    a.y < b.y + b.height + apart.y &&
    b.y < a.y + a.height + apart.y
  );
}
