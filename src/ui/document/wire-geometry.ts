import { create } from 'zustand';
import type { Document, Position } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import type { Box } from '../../graph/layout/boxes.ts';
import { routeWires, type Stops, type WireEnds, wirePoints } from '../../graph/layout/wire-path.ts';
import { canvas } from '../session/canvas-handle.ts';
import { mayEdit, useDocument } from './document-store.ts';
import { nodeById } from './edits.ts';
import { targetHandle } from './wire-handles.ts';

/** Half of a socket's hit area: React Flow measures from its border, wires start at its middle. */
export const socketRadius = 12;

interface DrawnWire {
  readonly id: string;
  readonly stops: Stops;
}

/** The wire that runs behind a box, nearest to its middle; undefined when there is none. */
export function wireUnder(wires: readonly DrawnWire[], box: Box): string | undefined {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, stops } of wires) {
    for (const { x, y } of wirePoints(stops)) {
      if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
      const distance = Math.hypot(x - middle.x, y - middle.y);
      if (distance >= least) continue;
      least = distance;
      found = id;
    }
  }
  return found;
}

/** The ways of wires around nodes, by id, as of the last time that everything lay still. */
const useRoutes = create<{ readonly routes: ReadonlyMap<string, Stops> }>(() => ({
  routes: new Map(),
}));

let routed = '';

/** Finds the ways of all wires, if something has moved or grown since. */
export function routeAll(): void {
  const { document } = useDocument.getState();
  const [wires, boxes] = [endsOfWires(document), obstacles(document)];
  const lie = JSON.stringify([wires, boxes]);
  if (lie === routed) return;
  routed = lie;
  useRoutes.setState({ routes: routeWires(wires, boxes) });
}

/** The way that was found for a wire, as long as its ends are where they were then. */
export function useRoute(id: string, from: Stops[number], to: Stops[number]): Stops {
  const route = useRoutes(({ routes }) => routes.get(id));
  const [first, last] = [route?.[0], route?.at(-1)];
  return route && first && last && near(first, from) && near(last, to) ? route : [from, to];
}

function near(a: Stops[number], b: Stops[number]): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1;
}

function endsOfWires(document: Document): readonly WireEnds[] {
  return document.edges.flatMap((edge) => {
    const from = canvas().socketPlace({ side: 'output', ...edge.from });
    const input = targetHandle(document, edge);
    const to = canvas().socketPlace({ side: 'input', node: edge.to.node, input });
    const source = `${edge.from.node} ${edge.from.output}`;
    return from && to ? [{ id: edge.id, source, from, to }] : [];
  });
}

/** What no wire runs behind: nodes, notes, and the titles of frames. */
function obstacles({ nodes, notes, frames }: Document): readonly Box[] {
  const boxes = [...nodes, ...notes].flatMap(({ id }) => boxOnCanvas(id) ?? []);
  const titles = frames.flatMap(({ id, title }) => {
    const box = boxOnCanvas(id);
    return box ? [titleBox(box, title)] : [];
  });
  return [...boxes, ...titles];
}

function boxOnCanvas(id: string): Box | undefined {
  const size = canvas().sizeOf(id);
  const place = canvas().placeOf(id);
  return size && place && { x: place.x, y: place.y, ...size };
}

/** About what the title of a frame takes up. */
export function titleBox({ x, y, width }: Box, title: string): Box {
  return { x, y, width: Math.min(width, 20 + 6.5 * title.length), height: 28 };
}

function drawnWires(document: Document): readonly DrawnWire[] {
  const { routes } = useRoutes.getState();
  return endsOfWires(document).map(({ id, from, to }) => ({
    id,
    stops: routes.get(id) ?? [from, to],
  }));
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
  const box = boxOnCanvas(id);
  if (!box || !nodeById(id) || hasWires(document, id)) return undefined;
  const edge = wireUnder(drawnWires(document), box);
  return edge !== undefined && mayEdit({ type: 'insert-existing', edge, node: id })
    ? edge
    : undefined;
}
