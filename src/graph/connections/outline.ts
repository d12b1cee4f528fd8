import { type Catalog, findDefinition, type Ports } from '../definition/definition.ts';
import type { PortKind } from '../definition/port.ts';
import { impliedSockets, inputPortsOf } from '../definition/sockets.ts';
import type { Document, DocumentNode, Edge } from '../document/document.ts';
import { type GraphIndex, graphIndex } from '../document/graph-index.ts';
import { nodeTitle, partTitle } from '../document/names.ts';
import { withinFrame } from './delays.ts';
import { kindsOf } from './kinds.ts';

/** The graph as a tree of words, for the keyboard and for screen readers. */
export interface OutlineNode {
  readonly node: DocumentNode;
  readonly title: string;
  readonly inputs: readonly OutlineSocket[];
  readonly outputs: readonly OutlineSocket[];
}

export interface OutlineSocket {
  readonly key: string;
  readonly title: string;
  /** Empty for a socket that only a wire implies. */
  readonly kinds: readonly PortKind[];
  /** An input that must have a wire. */
  readonly required: boolean;
  readonly wires: readonly OutlineWire[];
}

export interface OutlineWire {
  readonly edge: string;
  /** The node at the other end and how it is called; its id when it is not there. */
  readonly node: string;
  readonly title: string;
}

/** Nodes before those that depend on them within a frame; otherwise, and within circles, in the document's order. */
export function outline(document: Document, catalog: Catalog): readonly OutlineNode[] {
  const index = graphIndex(document);
  const title = (id: string) => {
    const node = index.nodes.get(id);
    return node ? nodeTitle(node, findDefinition(catalog, node.type)) : id;
  };
  return dependencyOrder(withinFrame(document, catalog)).map((node) =>
    describeNode(document, catalog, node, title),
  );
}

function describeNode(
  document: Document,
  catalog: Catalog,
  node: DocumentNode,
  title: (id: string) => string,
): OutlineNode {
  const index = graphIndex(document);
  const definition = findDefinition(catalog, node.type);
  const implied = impliedSockets(document, catalog, node);
  const into = index.into.get(node.id) ?? [];
  const outOf = index.outOf.get(node.id) ?? [];
  const kinds = kindsOf(document, catalog);
  const source = ({ id, from }: Edge) => ({ edge: id, node: from.node, title: title(from.node) });
  const target = ({ id, to }: Edge) => ({ edge: id, node: to.node, title: title(to.node) });
  const inputs = sockets(definition && inputPortsOf(definition), implied.inputs).map((socket) => ({
    ...socket,
    wires: into.filter(({ to }) => to.input === socket.key).map(source),
  }));
  const outputs = sockets(definition?.outputs, implied.outputs).map((socket) => ({
    ...socket,
    kinds: kinds.of({ node: node.id, output: socket.key }),
    required: false,
    wires: outOf.filter(({ from }) => from.output === socket.key).map(target),
  }));
  return { node, title: title(node.id), inputs, outputs };
}

function sockets(ports: Ports | undefined, implied: readonly string[]) {
  const known = Object.entries(ports ?? {}).map(([key, port]) => ({
    key,
    title: partTitle(key, port),
    kinds: port.kinds,
    required: !port.optional,
  }));
  const strays = implied.map((key) => ({
    key,
    title: partTitle(key, undefined),
    kinds: [],
    required: false,
  }));
  return [...known, ...strays];
}

function dependencyOrder(index: GraphIndex): readonly DocumentNode[] {
  const waiting = new Map<string, number>();
  for (const id of index.nodes.keys()) {
    const sources = index.into.get(id) ?? [];
    waiting.set(id, sources.filter(({ from }) => index.nodes.has(from.node)).length);
  }
  const order: DocumentNode[] = [];
  const queue = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (const id of queue) {
    const node = index.nodes.get(id);
    if (node) order.push(node);
    waiting.delete(id);
    for (const { to } of index.outOf.get(id) ?? []) {
      const left = (waiting.get(to.node) ?? 0) - 1;
      if (waiting.has(to.node)) waiting.set(to.node, left);
      if (left === 0) queue.push(to.node);
    }
  }
  const circular = [...waiting.keys()].flatMap((id) => index.nodes.get(id) ?? []);
  return [...order, ...circular];
}
