import type { Document, DocumentNode, Edge, Input } from './document.ts';

/** A document by id and by wire ends. Where an id comes twice, the first one counts. */
export interface GraphIndex {
  readonly nodes: ReadonlyMap<string, DocumentNode>;
  /** Node id -> the edges that end at it, in the document's order. */
  readonly into: ReadonlyMap<string, readonly Edge[]>;
  /** Node id -> the edges that start at it, in the document's order. */
  readonly outOf: ReadonlyMap<string, readonly Edge[]>;
}

const indexes = new WeakMap<Document, GraphIndex>();
/** Apart, because most edits, and all variants, leave the wires as they are. */
const wires = new WeakMap<Document['edges'], Pick<GraphIndex, 'into' | 'outOf'>>();

/** Made once per document, which never changes. Never call it on a draft. */
export function graphIndex(document: Document): GraphIndex {
  const known = indexes.get(document);
  if (known) return known;
  const nodes = new Map<string, DocumentNode>();
  for (const node of document.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const index = { nodes, ...indexOf(document.edges) };
  indexes.set(document, index);
  return index;
}

/** Edges by the nodes at their ends, in order. Made once for each list. */
export function indexOf(edges: Document['edges']): Pick<GraphIndex, 'into' | 'outOf'> {
  const known = wires.get(edges);
  if (known) return known;
  const found = {
    into: grouped(edges, (edge) => edge.to.node),
    outOf: grouped(edges, (edge) => edge.from.node),
  };
  wires.set(edges, found);
  return found;
}

/** The edges that end at one input, in the document's order. */
export function edgesInto(index: GraphIndex, { node, input }: Input): readonly Edge[] {
  return (index.into.get(node) ?? []).filter((edge) => edge.to.input === input);
}

/** The node itself and everything it depends on. */
export function upstreamOf(index: GraphIndex, id: string): ReadonlySet<string> {
  return reach(id, (node) => index.into.get(node)?.map((edge) => edge.from.node));
}

/** The node itself and everything that depends on it. */
export function downstreamOf(index: GraphIndex, id: string): ReadonlySet<string> {
  return reach(id, (node) => index.outOf.get(node)?.map((edge) => edge.to.node));
}

function reach(start: string, next: (id: string) => readonly string[] | undefined): Set<string> {
  const seen = new Set([start]);
  // A set may grow while it is walked, and the walk takes in what was added.
  for (const id of seen) for (const neighbour of next(id) ?? []) seen.add(neighbour);
  return seen;
}

function grouped(edges: readonly Edge[], key: (edge: Edge) => string): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(key(edge));
    if (group) group.push(edge);
    else groups.set(key(edge), [edge]);
  }
  return groups;
}
