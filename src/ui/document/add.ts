import type { Position } from '../../graph/document.ts';
import { canvas } from '../canvas/canvas-api.ts';
import { select, usePassing } from '../passing/passing-store.ts';
import { useDocument } from './document-store.ts';
import { perform } from './edits.ts';
import { selectedItems } from './selected.ts';

const margin = 20;
const titleHeight = 28;

/** A frame around the selection, or an empty one in the middle of what is seen. */
export function addFrame(): void {
  const { nodes, notes } = selectedItems();
  const { document } = useDocument.getState();
  const items = [...document.nodes, ...document.notes].filter(({ id }) =>
    [...nodes, ...notes].includes(id),
  );
  const box = items.length > 0 ? around(items) : at(canvas.centre());
  select(perform({ type: 'add-frame', frame: { title: 'Frame', ...box }, nodes, notes }));
}

export function addNote(): void {
  const position = canvas.centre();
  select(
    perform({ type: 'add-note', note: { text: '', position, size: { width: 200, height: 120 } } }),
  );
}

/** Puts a Reroute into each selected wire, in the middle between its ends. */
export function addReroutes(): void {
  const { selectedEdges } = usePassing.getState();
  for (const edge of selectedEdges) {
    perform({ type: 'insert-node', edge, node: { type: 'reroute', position: middleOf(edge) } });
  }
}

function middleOf(edge: string): Position {
  const { nodes, edges } = useDocument.getState().document;
  const wire = edges.find(({ id }) => id === edge);
  const from = nodes.find(({ id }) => id === wire?.from.node);
  const to = nodes.find(({ id }) => id === wire?.to.node);
  if (!from || !to) return canvas.centre();
  const width = canvas.sizeOf(from.id)?.width ?? 200;
  return {
    x: (from.position.x + width + to.position.x) / 2 - 14,
    y: (from.position.y + to.position.y) / 2 + titleHeight,
  };
}

function around(items: readonly { readonly id: string; readonly position: Position }[]) {
  const boxes = items.map(({ id, position }) => {
    const { width, height } = canvas.sizeOf(id) ?? { width: 200, height: 120 };
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
