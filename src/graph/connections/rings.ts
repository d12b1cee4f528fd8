import type { GraphIndex } from '../document/graph-index.ts';

/** Node ids that depend on each other in a circle. */
export type Ring = readonly string[];

/**
 * The circles of a graph: its strongly connected components of more than one node, and single nodes
 * wired to themselves. Every node of a circle leads to its ring. Linear (Kosaraju's algorithm).
 */
export function findRings(index: GraphIndex): ReadonlyMap<string, Ring> {
  const rings = new Map<string, Ring>();
  const seen = new Set<string>();
  const before = (id: string) => index.into.get(id)?.map(({ from }) => from.node) ?? [];
  for (const id of finishOrder(index).reverse()) {
    if (seen.has(id)) continue;
    const ring = [id];
    seen.add(id);
    for (const member of ring) {
      for (const other of before(member)) {
        if (seen.has(other) || !index.nodes.has(other)) continue;
        seen.add(other);
        ring.push(other);
      }
    }
    if (ring.length > 1 || before(id).includes(id))
      for (const member of ring) rings.set(member, ring);
  }
  return rings;
}

/** Node ids in the order in which a depth-first walk along the wires leaves them. */
function finishOrder(index: GraphIndex): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const start of index.nodes.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ id: start, next: 0 }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const edge = index.outOf.get(step.id)?.[step.next++];
      if (!edge) {
        order.push(step.id);
        path.pop();
      } else if (!seen.has(edge.to.node) && index.nodes.has(edge.to.node)) {
        seen.add(edge.to.node);
        path.push({ id: edge.to.node, next: 0 });
      }
    }
  }
  return order;
}
