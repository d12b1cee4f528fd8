import type { PortKind } from '../../graph/definition/port.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import type { SocketEnd } from '../session/session-store.ts';
import type { ShownSocket } from './sockets-of.ts';
import { socketsOf } from './sockets-of.ts';

/** The socket at an end, as it is shown. */
export function socketAt(document: Document, end: SocketEnd): ShownSocket | undefined {
  const node = graphIndex(document).nodes.get(end.node);
  if (!node) return undefined;
  const { inputs, outputs, params } = socketsOf(document, node);
  if (end.side === 'output') return outputs.find(({ name }) => name === end.output);
  return inputs.find(({ name }) => name === end.input) ?? params[end.input];
}

export function kindOfEnd(document: Document, end: SocketEnd): PortKind | undefined {
  return socketAt(document, end)?.kind;
}
