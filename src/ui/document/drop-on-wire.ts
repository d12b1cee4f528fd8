import { graphIndex } from '../../graph/document/graph-index.ts';
import { canvas } from '../session/canvas-api.ts';
import { mayEdit, useDocument } from './document-store.ts';
import { nodeById } from './edits.ts';
import { type DrawnWire, wireUnder } from './wire-under.ts';

/** The wire that a node would go onto if it were let go where it is: only a node without wires. */
export function wireForNode(id: string): string | undefined {
  const { document } = useDocument.getState();
  const { into, outOf } = graphIndex(document);
  const size = canvas.sizeOf(id);
  const place = canvas.placeOf(id);
  if (!nodeById(id) || into.get(id)?.length || outOf.get(id)?.length) return undefined;
  if (!size || !place) return undefined;
  const drawn = document.edges.flatMap((edge): readonly DrawnWire[] => {
    const from = canvas.socketPlace({ side: 'output', ...edge.from });
    const to = canvas.socketPlace({ side: 'input', ...edge.to });
    return from && to ? [{ id: edge.id, from, to }] : [];
  });
  const edge = wireUnder(drawn, { ...place, ...size });
  return edge !== undefined && mayEdit({ type: 'insert-existing', edge, node: id })
    ? edge
    : undefined;
}
