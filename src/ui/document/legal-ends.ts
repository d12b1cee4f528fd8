import { own } from '../../common/own.ts';
import {
  type Allowed,
  type ConnectionCheck,
  connectionChecker,
  connectionCheckerTo,
} from '../../graph/connections/check-connection.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import { inputPortsOf } from '../../graph/definition/sockets.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type SocketEnd, socketKey } from '../session/session-store.ts';

/** Every socket that a wire from `from` may end at, as `socketKey`s. */
export function legalEnds(
  document: Document,
  from: SocketEnd,
  detached?: string,
): ReadonlySet<string> {
  const graph = without(document, detached);
  const check = checkerFrom(graph, from);
  const legal = new Set<string>();
  for (const end of endsFacing(graph, from)) {
    if (check(end).ok) legal.add(socketKey(end));
  }
  return legal;
}

/** May these two be joined, and if not, why? */
export function checkEnds(
  document: Document,
  from: SocketEnd,
  to: SocketEnd,
  detached?: string,
): ConnectionCheck {
  return checkerFrom(without(document, detached), from)(to);
}

/** The socket of a node that suits a wire best, by `joinCost`; of equals the first. */
export function bestSocketOf(
  document: Document,
  from: SocketEnd,
  node: string,
  detached?: string,
): SocketEnd | undefined {
  const graph = without(document, detached);
  const check = checkerFrom(graph, from);
  let best: { end: SocketEnd; cost: number } | undefined;
  for (const end of endsFacing(graph, from)) {
    if (end.node !== node) continue;
    const found = check(end);
    if (!found.ok) continue;
    const cost = joinCost(graph, end, found);
    if (!best || cost < best.cost) best = { end, cost };
  }
  return best?.end;
}

/**
 * How far a join is from what is likely meant: best without a conversion, which turns the value
 * into something else; then where nothing else is; then at a required socket.
 */
export function joinCost(document: Document, end: SocketEnd, check: Allowed): number {
  const { replaces, conversion } = check;
  return (conversion ? 4 : 0) + (replaces ? 2 : 0) + (isOptional(document, end) ? 1 : 0);
}

function checkerFrom(document: Document, from: SocketEnd): (to: SocketEnd) => ConnectionCheck {
  if (from.side === 'output') {
    const check = connectionChecker(document, catalog, { node: from.node, output: from.output });
    return (to) => (to.side === 'input' ? check(to) : sameSide('outputs'));
  }
  const check = connectionCheckerTo(document, catalog, { node: from.node, input: from.input });
  return (to) => (to.side === 'output' ? check(to) : sameSide('inputs'));
}

function sameSide(noun: string): ConnectionCheck {
  return {
    ok: false,
    problem: {
      code: 'kind',
      message: `Both ends are ${noun}. A wire leads from an output to an input.`,
    },
  };
}

function endsFacing(document: Document, from: SocketEnd): readonly SocketEnd[] {
  return document.nodes.flatMap((node): readonly SocketEnd[] => {
    const definition = findDefinition(catalog, node.type);
    if (!definition) return [];
    return from.side === 'output'
      ? Object.keys(inputPortsOf(definition)).map((input) => ({
          side: 'input',
          node: node.id,
          input,
        }))
      : Object.keys(definition.outputs).map((output) => ({
          side: 'output',
          node: node.id,
          output,
        }));
  });
}

function isOptional(document: Document, end: SocketEnd): boolean {
  if (end.side === 'output') return false;
  const node = graphIndex(document).nodes.get(end.node);
  const definition = node && findDefinition(catalog, node.type);
  return (definition && own(inputPortsOf(definition), end.input)?.optional) ?? true;
}

/** A detached wire does not stand in its own way. */
function without(document: Document, edge: string | undefined): Document {
  if (edge === undefined) return document;
  return { ...document, edges: document.edges.filter(({ id }) => id !== edge) };
}
