import type { Document, ItemSize, Position } from '../document/document.ts';
import { type Box, boxesOf, collide, type Sizes, usualSize } from './boxes.ts';

const grid = 20;
const gap = 20;
/** Rings of the grid that are searched; a place 2,400 px away is of no use to anyone. */
const rings = 120;

/**
 * The free place nearest to a point for a new node: where it is at least 20 px from every node and
 * note. Frames are no obstacle. The point itself when there is no room near it.
 * @param near where the upper left corner is wanted.
 */
export function freePlace(
  document: Document,
  near: Position,
  { size = usualSize, sizes = {} }: { readonly size?: ItemSize; readonly sizes?: Sizes } = {},
): Position {
  return freeOf(boxesOf(document, sizes), near, size);
}

/** The place nearest to a point where something of that size is at least 20 px from all boxes. */
export function freeOf(
  taken: readonly Box[],
  near: Position,
  { width, height }: ItemSize,
): Position {
  const free = (place: Position) =>
    !taken.some((box) => collide({ ...place, width, height }, box, gap));
  if (free(near)) return near;
  for (let ring = 1; ring <= rings; ring++) {
    const found = ringOffsets(ring)
      .map(({ x, y }) => ({ x: near.x + x * grid, y: near.y + y * grid }))
      .find(free);
    if (found) return found;
  }
  return near;
}

/** The cells of a square ring around the centre, those nearest to it first, below before above. */
function ringOffsets(ring: number): readonly Position[] {
  const cells: Position[] = [];
  for (let along = -ring; along <= ring; along++) {
    cells.push(
      { x: along, y: ring },
      { x: along, y: -ring },
      { x: ring, y: along },
      { x: -ring, y: along },
    );
  }
  return cells.sort(
    (a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y) || b.y - a.y || b.x - a.x,
  );
}
