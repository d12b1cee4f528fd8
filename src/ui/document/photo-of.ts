import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { type GraphIndex, graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';

/**
 * The photo that a node's picture began as: the nearest Load Image upstream, along the wires that
 * carry pictures, or along any where those lead to none.
 */
export function photoOf(document: Document, node: string): string | undefined {
  const index = graphIndex(document);
  return nearestPhoto(index, node, true) ?? nearestPhoto(index, node, false);
}

function nearestPhoto(index: GraphIndex, start: string, picturesOnly: boolean) {
  const seen = new Set([start]);
  // A set may grow while it is walked: breadth first.
  for (const id of seen) {
    const node = index.nodes.get(id);
    if (!node) continue;
    if (node.type === 'load-image' && id !== start) return id;
    const { inputs = {} } = findDefinition(catalog, node.type) ?? {};
    for (const { from, to } of index.into.get(id) ?? []) {
      const kinds = own(inputs, to.input)?.kinds ?? [];
      const carries = kinds.some((kind) => kind === 'image' || kind === 'octaves');
      if (carries || !picturesOnly) seen.add(from.node);
    }
  }
  return undefined;
}
