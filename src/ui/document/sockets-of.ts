import { own } from '../../common/own.ts';
import { kindsOf } from '../../graph/connections/kinds.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import { kindInfo, type Port, type PortKind } from '../../graph/definition/port.ts';
import { impliedSockets, inputPortsOf } from '../../graph/definition/sockets.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { SocketEnd } from '../session/session-store.ts';

/** One socket as the canvas shows it. */
export interface ShownSocket {
  readonly name: string;
  readonly side: 'input' | 'output';
  /** The kind whose glyph it wears: what its wire carries, else the first it takes. */
  readonly kind: PortKind;
  /** Beside the socket. */
  readonly text: string;
  /** For assistive technology. */
  readonly label: string;
  readonly optional: boolean;
  readonly help?: string | undefined;
}

export interface ShownSockets {
  readonly inputs: readonly ShownSocket[];
  readonly outputs: readonly ShownSocket[];
  /** Sockets of parameters, by key. */
  readonly params: Readonly<Record<string, ShownSocket>>;
}

const known = new WeakMap<Document, Map<string, ShownSockets>>();

/** Every socket of a node, made once per document. */
export function socketsOf(document: Document, node: DocumentNode): ShownSockets {
  let byNode = known.get(document);
  if (!byNode) {
    byNode = new Map();
    known.set(document, byNode);
  }
  const found = byNode.get(node.id) ?? makeSockets(document, node);
  byNode.set(node.id, found);
  return found;
}

function makeSockets(document: Document, node: DocumentNode): ShownSockets {
  const definition = findDefinition(catalog, node.type);
  const title = nodeTitle(node, definition);
  const implied = impliedSockets(document, catalog, node);
  const stray = (name: string, side: 'input' | 'output') =>
    socket(title, name, undefined, side, 'image');
  if (!definition) {
    return {
      inputs: implied.inputs.map((name) => stray(name, 'input')),
      outputs: implied.outputs.map((name) => stray(name, 'output')),
      params: {},
    };
  }
  const input = (name: string, port: Port) =>
    socket(title, name, port, 'input', arriving(document, node, name, port));
  const paramPorts = Object.entries(inputPortsOf(definition)).filter(
    ([name]) => !Object.hasOwn(definition.inputs, name),
  );
  return {
    inputs: [
      ...Object.entries(definition.inputs).map(([name, port]) => input(name, port)),
      ...implied.inputs.map((name) => stray(name, 'input')),
    ],
    outputs: [
      ...Object.entries(definition.outputs).map(([name, port]) =>
        socket(title, name, port, 'output', leaving(document, node, name, port)),
      ),
      ...implied.outputs.map((name) => stray(name, 'output')),
    ],
    params: Object.fromEntries(paramPorts.map(([name, port]) => [name, input(name, port)])),
  };
}

function socket(
  title: string,
  name: string,
  port: Port | undefined,
  side: 'input' | 'output',
  kind: PortKind,
): ShownSocket {
  const text = inSentence(partTitle(name, port));
  const label = `${title}: ${text}, ${kindInfo[kind].title.toLowerCase()}, ${side}`;
  return { name, side, kind, text, label, optional: port?.optional ?? true, help: port?.help };
}

function arriving(document: Document, node: DocumentNode, input: string, port: Port): PortKind {
  const wires = graphIndex(document).into.get(node.id) ?? [];
  const wire = wires.find((edge) => edge.to.input === input);
  const carried = wire && kindsOf(document, catalog).of(wire.from);
  const kind = carried?.length === 1 ? carried[0] : undefined;
  return kind && port.kinds.includes(kind) ? kind : (port.kinds[0] ?? 'image');
}

function leaving(document: Document, node: DocumentNode, output: string, port: Port): PortKind {
  return kindsOf(document, catalog).of({ node: node.id, output })[0] ?? port.kinds[0] ?? 'image';
}

/** The socket at an end, as it is shown. */
export function socketAt(document: Document, end: SocketEnd): ShownSocket | undefined {
  const node = graphIndex(document).nodes.get(end.node);
  if (!node) return undefined;
  const { inputs, outputs, params } = socketsOf(document, node);
  if (end.side === 'output') return outputs.find(({ name }) => name === end.output);
  return inputs.find(({ name }) => name === end.input) ?? own(params, end.input);
}

export function kindOfEnd(document: Document, end: SocketEnd): PortKind | undefined {
  return socketAt(document, end)?.kind;
}
