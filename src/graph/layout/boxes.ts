import { own } from '../../common/own.ts';
import type { Document, ItemSize, Position } from '../document/document.ts';

/** Sizes of nodes and notes as the canvas has measured them, by id. */
export type Sizes = Readonly<Record<string, ItemSize>>;

/** Where something lies on the canvas; `x`, `y` is the upper left corner. */
export interface Box extends Position, ItemSize {}

/** What a node takes up as long as nothing has measured it. */
export const usualSize: ItemSize = { width: 200, height: 160 };

interface Placed {
  readonly id: string;
  readonly position: Position;
  readonly size?: Partial<ItemSize>;
}

export function boxOf({ id, position, size }: Placed, sizes: Sizes): Box {
  const measured = own(sizes, id);
  const { width, height } = measured ?? { ...usualSize, ...size };
  return { x: position.x, y: position.y, width, height };
}

/** The boxes of all nodes and notes. */
export function boxesOf({ nodes, notes }: Document, sizes: Sizes): readonly Box[] {
  return [...nodes, ...notes].map((item) => boxOf(item, sizes));
}

/** The smallest box around all of them; undefined for none. */
export function around(boxes: readonly Box[]): Box | undefined {
  const [first] = boxes;
  if (!first) return undefined;
  let { x, y } = first;
  let right = x;
  let bottom = y;
  for (const box of boxes) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x, y, width: right - x, height: bottom - y };
}

/** Whether two boxes come nearer to each other than `gap`. */
export function collide(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  );
}
