import { checkConnection } from '../connections/check-connection.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { Document, Output } from '../document/document.ts';
import { edgesInto, type GraphIndex, graphIndex } from '../document/graph-index.ts';
import type { CommandContext, Draft } from './edit.ts';
import { makeEdge } from './wires.ts';

/** What a command removes. */
export interface Gone {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly frames: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

/**
 * Wires that lead from what came into the removed nodes to what they passed it on to, where legal:
 * under the ids of those that would be cut, in whose places they stay.
 */
export function heal(
  { document, catalog }: CommandContext,
  gone: Gone,
): readonly Draft['edges'][number][] {
  const index = graphIndex(document);
  let rest = without(document, gone);
  const healed: Draft['edges'][number][] = [];
  for (const edge of document.edges) {
    const cut = gone.nodes.has(edge.from.node) && !gone.nodes.has(edge.to.node);
    if (!cut || gone.edges.has(edge.id)) continue;
    const from = sourceBehind(edge.from, index, catalog, gone.nodes);
    if (!from) continue;
    const wire = { from, to: edge.to };
    const check = checkConnection(rest, catalog, wire);
    if (!check.ok || check.replaces !== undefined) continue;
    const mended = makeEdge(edge.id, wire);
    healed.push(mended);
    rest = { ...rest, edges: [...rest.edges, mended] };
  }
  return healed;
}

function without(document: Document, gone: Gone): Document {
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => !gone.nodes.has(id)),
    edges: document.edges.filter(
      ({ id, from, to }) =>
        !gone.edges.has(id) && !gone.nodes.has(from.node) && !gone.nodes.has(to.node),
    ),
  };
}

/** Through the passthroughs of removed nodes to an output that stays. */
function sourceBehind(
  output: Output,
  index: GraphIndex,
  catalog: Catalog,
  gone: ReadonlySet<string>,
): Output | undefined {
  const seen = new Set<string>();
  let at: Output | undefined = output;
  while (at && gone.has(at.node) && !seen.has(at.node)) {
    seen.add(at.node);
    at = sourceOf(at, index, catalog);
  }
  return at && !gone.has(at.node) ? at : undefined;
}

/** What comes out of an output while its node is bypassed, or always, as with a Reroute. */
function sourceOf(
  { node: id, output }: Output,
  index: GraphIndex,
  catalog: Catalog,
): Output | undefined {
  const node = index.nodes.get(id);
  const definition = node && findDefinition(catalog, node.type);
  const input = definition?.passthrough?.[output] ?? definition?.outputs[output]?.same;
  return input === undefined ? undefined : edgesInto(index, { node: id, input })[0]?.from;
}
