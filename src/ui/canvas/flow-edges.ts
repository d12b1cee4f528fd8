import type { Edge } from '@xyflow/react';
import type { Document } from '../../graph/document.ts';

export type FlowEdge = Edge<Record<string, never>, 'wire'>;

/** The document's edges as React Flow wants them; unchanged ones keep their object. */
export function flowEdges(
  document: Document,
  selected: ReadonlySet<string>,
  previous: readonly FlowEdge[],
): FlowEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  return document.edges.map(({ id, from, to }) => {
    const old = before.get(id);
    const same =
      old &&
      old.source === from.node &&
      old.sourceHandle === from.output &&
      old.target === to.node &&
      old.targetHandle === to.input &&
      old.selected === selected.has(id);
    if (same) return old;
    return {
      id,
      type: 'wire',
      source: from.node,
      sourceHandle: from.output,
      target: to.node,
      targetHandle: to.input,
      selected: selected.has(id),
      focusable: true,
    };
  });
}
