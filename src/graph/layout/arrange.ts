import type { CommandOf } from '../commands/command.ts';
import type { Document, Position } from '../document/document.ts';
import { around, type Box, boxOf, type Sizes } from './boxes.ts';

export type Side = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'horizontal' | 'vertical';

/** The command that brings nodes to one line: sides or middles of the box around them. */
export function align(
  document: Document,
  ids: readonly string[],
  side: Side,
  sizes: Sizes = {},
): CommandOf<'move'> {
  const boxes = boxesById(document, ids, sizes);
  const all = around([...boxes.values()]);
  const nodes: Record<string, Position> = {};
  if (all) for (const [id, box] of boxes) nodes[id] = aligned(box, all, side);
  return { type: 'move', label: `Align ${side}`, nodes };
}

function aligned(box: Box, all: Box, side: Side): Position {
  const { x, y } = box;
  switch (side) {
    case 'left':
      return { x: all.x, y };
    case 'centre':
      return { x: all.x + (all.width - box.width) / 2, y };
    case 'right':
      return { x: all.x + all.width - box.width, y };
    case 'top':
      return { x, y: all.y };
    case 'middle':
      return { x, y: all.y + (all.height - box.height) / 2 };
    case 'bottom':
      return { x, y: all.y + all.height - box.height };
  }
}

/** The command that makes the gaps between nodes equal; the first and the last one stay. */
export function distribute(
  document: Document,
  ids: readonly string[],
  axis: Axis,
  sizes: Sizes = {},
): CommandOf<'move'> {
  const [start, length] =
    axis === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const boxes = [...boxesById(document, ids, sizes)].sort(([, a], [, b]) => a[start] - b[start]);
  const all = around(boxes.map(([, box]) => box));
  const nodes: Record<string, Position> = {};
  if (all && boxes.length > 2) {
    const filled = boxes.reduce((sum, [, box]) => sum + box[length], 0);
    const space = (all[length] - filled) / (boxes.length - 1);
    let next = all[start];
    for (const [id, box] of boxes) {
      nodes[id] = { x: box.x, y: box.y, [start]: next };
      next += box[length] + space;
    }
  }
  return { type: 'move', label: `Distribute ${axis}`, nodes };
}

function boxesById(document: Document, ids: readonly string[], sizes: Sizes): Map<string, Box> {
  const wanted = new Set(ids);
  const chosen = document.nodes.filter(({ id }) => wanted.has(id));
  return new Map(chosen.map((node) => [node.id, boxOf(node, sizes)]));
}
