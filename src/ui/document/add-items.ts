import type { Position } from '../../graph/document/document.ts';
import { freePlace } from '../../graph/layout/placement.ts';
import { canvas } from '../session/canvas-handle.ts';
import { select, useSession } from '../session/session-store.ts';
import { measuredSizes } from './align.ts';
import { useDocument } from './document-store.ts';
import { perform } from './edits.ts';
import { selectedItems } from './selection.ts';

const margin = 20;
const titleHeight = 28;

/** A frame around the selection, or an empty one in the middle of what is seen. */
export function addFrame(): void {
  const { nodes, notes } = selectedItems();
  const { document } = useDocument.getState();
  const items = [...document.nodes, ...document.notes].filter(({ id }) =>
    [...nodes, ...notes].includes(id),
  );
  const box = items.length > 0 ? around(items) : at(canvas().centre());
  select(perform({ type: 'add-frame', frame: { title: 'Frame', ...box }, nodes, notes }));
}

/** A note in the middle of what is seen, or beside what is there. */
export function addNote(): void {
  const size = { width: 200, height: 120 };
  const { x, y } = canvas().centre();
  const near = { x: Math.round(x - size.width / 2), y: Math.round(y - size.height / 2) };
  const { document } = useDocument.getState();
  const position = freePlace(document, near, { size, sizes: measuredSizes() });
  select(perform({ type: 'add-note', note: { text: '', position, size } }));
}

/** Puts a Reroute into each selected wire, in the middle between its ends. */
export function addReroutes(): void {
  for (const edge of useSession.getState().selectedEdges) addReroute(edge, middleOf(edge));
}

/** Puts a Reroute on a wire, with its middle at a point of the canvas. */
export function addReroute(edge: string, { x, y }: Position): void {
  const position = { x: Math.round(x - 14), y: Math.round(y - 10) };
  perform({ type: 'insert-node', edge, node: { type: 'reroute', position } });
}

function middleOf(edge: string): Position {
  const wire = useDocument.getState().document.edges.find(({ id }) => id === edge);
  const from = wire && canvas().socketPlace({ side: 'output', ...wire.from });
  const to = wire && canvas().socketPlace({ side: 'input', ...wire.to });
  return from && to ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } : canvas().centre();
}

function around(items: readonly { readonly id: string; readonly position: Position }[]) {
  const boxes = items.map(({ id, position }) => {
    const { width, height } = canvas().sizeOf(id) ?? { width: 200, height: 120 };
    return {
      left: position.x,
      top: position.y,
      right: position.x + width,
      bottom: position.y + height,
    };
  });
  const left = Math.min(...boxes.map((box) => box.left)) - margin;
  const top = Math.min(...boxes.map((box) => box.top)) - margin - titleHeight;
  const right = Math.max(...boxes.map((box) => box.right)) + margin;
  const bottom = Math.max(...boxes.map((box) => box.bottom)) + margin;
  return { position: { x: left, y: top }, size: { width: right - left, height: bottom - top } };
}

function at({ x, y }: Position) {
  return { position: { x: x - 160, y: y - 100 }, size: { width: 320, height: 200 } };
}
