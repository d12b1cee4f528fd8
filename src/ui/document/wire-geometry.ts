import type { Document, Position } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import type { Box } from '../../graph/layout/boxes.ts';
import { canvas } from '../session/canvas-handle.ts';
import { mayEdit, useDocument } from './document-store.ts';
import { nodeById } from './edits.ts';
import { targetHandle } from './wire-handles.ts';

/** Half of a socket's hit area: React Flow measures from its border, wires start at its middle. */
export const socketRadius = 12;

const leastReach = 28;

/** A cubic bezier with level ends, as long as half the distance between them. */
export function wirePath(x1: number, y1: number, x2: number, y2: number): string {
  const reach = reachOf(x1, x2);
  return `M${x1},${y1} C${x1 + reach},${y1} ${x2 - reach},${y2} ${x2},${y2}`;
}

/** The point of that curve at `t` from 0 (start) to 1 (end). */
function wirePoint(x1: number, y1: number, x2: number, y2: number, t: number) {
  const reach = reachOf(x1, x2);
  const rest = 1 - t;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * t, 3 * rest * t ** 2, t ** 3];
  return {
    x: a * x1 + b * (x1 + reach) + c * (x2 - reach) + d * x2,
    y: (a + b) * y1 + (c + d) * y2,
  };
}

function reachOf(x1: number, x2: number): number {
  return Math.max(leastReach, Math.abs(x2 - x1) / 2);
}

export interface DrawnWire {
  readonly id: string;
  readonly from: Position;
  readonly to: Position;
}

/** Points of a wire that are looked at: closer together than a pointer aims. */
const samples = 48;

/** The wire that runs behind a box, nearest to its middle; undefined when there is none. */
export function wireUnder(wires: readonly DrawnWire[], box: Box): string | undefined {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, from, to } of wires) {
    for (let at = 0; at <= samples; at += 1) {
      const { x, y } = wirePoint(from.x, from.y, to.x, to.y, at / samples);
      if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
      const distance = Math.hypot(x - middle.x, y - middle.y);
      if (distance >= least) continue;
      least = distance;
      found = id;
    }
  }
  return found;
}

function drawnWires(document: Document): readonly DrawnWire[] {
  return document.edges.flatMap((edge) => {
    const { id, from, to } = edge;
    const start = canvas().socketPlace({ side: 'output', ...from });
    const input = targetHandle(document, edge);
    const end = canvas().socketPlace({ side: 'input', node: to.node, input });
    return start && end ? [{ id, from: start, to: end }] : [];
  });
}

/** How far from a wire, in pixels on the screen, still means it. */
const aim = 12;

/** The wire at a point of the canvas. */
export function wireAt({ x, y }: Position): string | undefined {
  const reach = aim / canvas().view().zoom;
  const box = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  return wireUnder(drawnWires(useDocument.getState().document), box);
}

export function hasWires(document: Document, node: string): boolean {
  const { into, outOf } = graphIndex(document);
  return Boolean(into.get(node)?.length || outOf.get(node)?.length);
}

/** The wire that a node would go onto if it were let go where it is: only a node without wires. */
export function wireForNode(id: string): string | undefined {
  const { document } = useDocument.getState();
  const size = canvas().sizeOf(id);
  const place = canvas().placeOf(id);
  if (!nodeById(id) || hasWires(document, id)) return undefined;
  if (!size || !place) return undefined;
  const edge = wireUnder(drawnWires(document), { ...place, ...size });
  return edge !== undefined && mayEdit({ type: 'insert-existing', edge, node: id })
    ? edge
    : undefined;
}
