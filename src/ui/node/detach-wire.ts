import type { MouseEvent } from 'react';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { useDocument } from '../document/document-store.ts';

let detached: string | undefined;

/** The wire that the drag which begins now has detached, if any. */
export function takeDetached(): string | undefined {
  const edge = detached;
  detached = undefined;
  return edge;
}

/**
 * Pressing on a connected input takes its wire off, so that it can be put elsewhere. React Flow
 * starts drags at the socket that was pressed, so the press is handed on to the wire's other end.
 */
export function detachWire(
  event: MouseEvent<HTMLElement>,
  node: string,
  input: string,
  id?: string,
): void {
  if (event.button !== 0 || event.altKey) return;
  const { document: graph } = useDocument.getState();
  const edge = edgesInto(graphIndex(graph), { node, input }).findLast(
    (each) => id === undefined || each.id === id,
  );
  if (!edge) return;
  const source = sourceHandle(edge.from.node, edge.from.output);
  if (!source) return;
  event.stopPropagation();
  event.preventDefault();
  detached = edge.id;
  const { clientX, clientY } = event;
  source.dispatchEvent(
    new window.MouseEvent('mousedown', { bubbles: true, button: 0, buttons: 1, clientX, clientY }),
  );
}

function sourceHandle(node: string, output: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(
    `.react-flow__handle.source[data-nodeid="${CSS.escape(node)}"][data-handleid="${CSS.escape(output)}"]`,
  );
}
