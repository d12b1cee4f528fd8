import { findDefinition, type NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode, ParamValues } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { changesOf } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import { useDocument } from './document-store.ts';
import { type ShownSockets, socketsOf } from './sockets-of.ts';

/** The node with the values that are shown; undefined in the moment after it was removed. */
export function useNode(id: string): DocumentNode | undefined {
  return useDocument(({ shown }) => graphIndex(shown).nodes.get(id));
}

/** What the shown variant changes of the node; undefined while the graph itself is shown. */
export function useVariantChanges(id: string): ParamValues | undefined {
  return useDocument(({ document, variant }) => {
    const chosen = document.variants.find((candidate) => candidate.id === variant);
    return chosen && (changesOf(chosen, id) ?? none);
  });
}

const none: ParamValues = {};

export function definitionOf(node: DocumentNode | undefined): NodeDefinition | undefined {
  return node && findDefinition(catalog, node.type);
}

export interface Wiring {
  readonly sockets: ShownSockets;
  /** Names of inputs and outputs that have a wire: `<name` and `>name`. */
  readonly connected: ReadonlySet<string>;
}

const empty: Wiring = { sockets: { inputs: [], outputs: [], params: {} }, connected: new Set() };

/**
 * The sockets of a node and which of them have wires. The selector gives a text, so that a node
 * renders only when what it shows of its wiring has changed, not on every edit elsewhere.
 */
export function useWiring(id: string): Wiring {
  useDocument(({ document }) => wiringText(document, id));
  const { document } = useDocument.getState();
  const index = graphIndex(document);
  const node = index.nodes.get(id);
  if (!node) return empty;
  const connected = new Set([
    ...(index.into.get(id) ?? []).map(({ to }) => `<${to.input}`),
    ...(index.outOf.get(id) ?? []).map(({ from }) => `>${from.output}`),
  ]);
  return { sockets: socketsOf(document, node), connected };
}

function wiringText(document: Parameters<typeof graphIndex>[0], id: string): string {
  const index = graphIndex(document);
  const node = index.nodes.get(id);
  if (!node) return '';
  const { inputs, outputs, params } = socketsOf(document, node);
  const kinds = [...inputs, ...outputs, ...Object.values(params)].map(({ label }) => label);
  const into = (index.into.get(id) ?? []).map(({ to }) => to.input);
  const outOf = (index.outOf.get(id) ?? []).map(({ from }) => from.output);
  return [kinds, into, outOf].map((names) => names.join('|')).join('#');
}
