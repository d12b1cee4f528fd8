import { own } from '../../common/own.ts';
import { type Catalog, findDefinition, type NodeDefinition } from '../definition/definition.ts';
import type { PortKind } from '../definition/port.ts';
import type { Document, Edge } from '../document/document.ts';
import { type GraphIndex, graphIndex, indexOf } from '../document/graph-index.ts';

/** The input that takes the value of the frame before, where the type has one. */
export function delayedInput(definition: NodeDefinition): string | undefined {
  return Object.entries(definition.inputs).find(([, { delayed }]) => delayed)?.[0];
}

const known = new WeakMap<Document, WeakMap<Catalog, GraphIndex>>();

/**
 * The graph as it depends on itself within one frame: without the wires that bring the value of the
 * frame before. A circle in this is one that nothing can be computed of.
 */
export function withinFrame(document: Document, catalog: Catalog): GraphIndex {
  const byCatalog = known.get(document) ?? new WeakMap<Catalog, GraphIndex>();
  known.set(document, byCatalog);
  const made = byCatalog.get(catalog) ?? withoutDelays(document, catalog);
  byCatalog.set(catalog, made);
  return made;
}

function withoutDelays(document: Document, catalog: Catalog): GraphIndex {
  const index = graphIndex(document);
  const delayed = delayedWires(document, catalog);
  if (delayed.size === 0) return index;
  return { ...index, ...indexOf(document.edges.filter((edge) => !delayed.has(edge))) };
}

/** The wires that bring the value of the frame before. */
export function delayedWires(document: Document, catalog: Catalog): ReadonlySet<Edge> {
  const { nodes } = graphIndex(document);
  const isDelayed = ({ to }: Edge) => {
    const node = nodes.get(to.node);
    const definition = node && findDefinition(catalog, node.type);
    return (definition && own(definition.inputs, to.input)?.delayed) === true;
  };
  return new Set(document.edges.filter(isDelayed));
}

/** The node type that lets a wire of one of these kinds close a circle. */
export function delayFor(catalog: Catalog, kinds: readonly PortKind[]): NodeDefinition | undefined {
  return Object.values(catalog).find((definition) => {
    const input = definition.deprecated ? undefined : delayedInput(definition);
    const port = input === undefined ? undefined : own(definition.inputs, input);
    return port?.kinds.some((kind) => kinds.includes(kind));
  });
}
