import type { Edge } from '@xyflow/react';
import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import { inputPortsOf } from '../../graph/definition/sockets.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { targetHandle } from '../document/wire-handles.ts';

export type FlowEdge = Edge<Record<string, never>, 'wire'>;

/** The document's edges as React Flow wants them; unchanged ones keep their object. */
export function flowEdges(
  document: Document,
  selected: ReadonlySet<string>,
  previous: readonly FlowEdge[],
): FlowEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const named = new Map(document.nodes.map((node) => [node.id, node]));
  return document.edges.map((edge) => {
    const { id, from, to } = edge;
    const handle = targetHandle(document, edge);
    const old = before.get(id);
    const ariaLabel = `Wire from ${endName(named.get(from.node), 'outputs', from.output)} to ${endName(named.get(to.node), 'inputs', to.input)}`;
    const same =
      old &&
      old.source === from.node &&
      old.sourceHandle === from.output &&
      old.target === to.node &&
      old.targetHandle === handle &&
      old.ariaLabel === ariaLabel &&
      old.selected === selected.has(id);
    if (same) return old;
    return {
      id,
      type: 'wire',
      source: from.node,
      sourceHandle: from.output,
      target: to.node,
      targetHandle: handle,
      selected: selected.has(id),
      focusable: true,
      ariaLabel,
    };
  });
}

/** "Load Image: image", as a socket is called. */
function endName(node: DocumentNode | undefined, side: 'inputs' | 'outputs', key: string): string {
  if (!node) return key;
  const definition = findDefinition(catalog, node.type);
  const ports = side === 'inputs' && definition ? inputPortsOf(definition) : definition?.outputs;
  return `${nodeTitle(node, definition)}: ${inSentence(partTitle(key, own(ports, key)))}`;
}
