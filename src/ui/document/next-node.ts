import { outline } from '../../graph/connections/outline.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';

export type Way = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key leads from a node: left and right along its wires, up and down to the nearest
 * node above or below. Without a node: to the first of the graph.
 */
export function nextNode(
  document: Document,
  current: string | undefined,
  way: Way,
): string | undefined {
  const { nodes, into, outOf } = graphIndex(document);
  const node = current === undefined ? undefined : nodes.get(current);
  if (!node) return outline(document, catalog)[0]?.node.id;
  if (way === 'left')
    return (into.get(node.id) ?? [])[0]?.from.node ?? nearest(document, node, way);
  if (way === 'right')
    return (outOf.get(node.id) ?? [])[0]?.to.node ?? nearest(document, node, way);
  return nearest(document, node, way);
}

/** Distance across the way counts double, so that the walk keeps to its column or row. */
function nearest(document: Document, from: DocumentNode, way: Way): string | undefined {
  const across = way === 'left' || way === 'right';
  const sign = way === 'left' || way === 'up' ? -1 : 1;
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, position } of document.nodes) {
    const dx = position.x - from.position.x;
    const dy = position.y - from.position.y;
    const along = sign * (across ? dx : dy);
    if (id === from.id || along <= 0) continue;
    const cost = along + 2 * Math.abs(across ? dy : dx);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
