import { fail, type Problem } from '../../common/result.ts';
import { type Catalog, findDefinition, type NodeDefinition } from '../definition/definition.ts';
import { type Conversion, kindInfo, type Port, type PortKind } from '../definition/port.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Document, DocumentNode, Edge, Input, Output, Wire } from '../document/document.ts';
import {
  downstreamOf,
  edgesInto,
  type GraphIndex,
  graphIndex,
  upstreamOf,
} from '../document/graph-index.ts';
import { closest, inSentence, nodeTitle, orList, partTitle } from '../document/names.ts';
import { bridgeBetween } from './bridge.ts';
import { arrival, conversionInto, type Kinds, kindsOf, own } from './kinds.ts';

/** Why two ends may not be connected. */
export interface Refusal {
  readonly ok: false;
  readonly problem: Problem;
  /** A node type that, put in between, would join the two. */
  readonly bridge?: string;
}

/** What happens on the way, and the id of the edge that gives way when an input takes only one. */
export interface Allowed {
  readonly ok: true;
  readonly conversion?: Conversion;
  readonly replaces?: string;
}

export type ConnectionCheck = Allowed | Refusal;

/**
 * May this be connected, and if not, why? An input takes one wire unless its port says `many`; a
 * new wire to a taken input is allowed and replaces the old one.
 *
 * Problems:
 * - `unknown-node`, `unknown-output`, `unknown-input`: an end that does not exist
 * - `unknown-type`: an end at a node whose type this version does not have
 * - `param-not-driven`: the input is a parameter that no socket drives
 * - `kind`: the input does not take what the wire carries
 * - `kind-ahead`: the input passes it on, by a Reroute, to one that does not take it
 * - `cycle`: the node would depend on itself
 * - `duplicate`: the two are connected already
 */
export function checkConnection(document: Document, catalog: Catalog, wire: Wire): ConnectionCheck {
  return connectionChecker(document, catalog, wire.from)(wire.to);
}

/** `checkConnection` for many inputs and one output, as while a wire is dragged from it. */
export function connectionChecker(
  document: Document,
  catalog: Catalog,
  from: Output,
): (to: Input) => ConnectionCheck {
  const graph = openGraph(document, catalog);
  const source = findSource(graph, from);
  if (!source.ok) return () => source;
  const before = upstreamOf(graph.index, from.node);
  return (to) => join(graph, source, to, before.has(to.node));
}

/** `checkConnection` for many outputs and one input, as while a wire is dragged from the input. */
export function connectionCheckerTo(
  document: Document,
  catalog: Catalog,
  to: Input,
): (from: Output) => ConnectionCheck {
  const graph = openGraph(document, catalog);
  const after = downstreamOf(graph.index, to.node);
  return (from) => {
    const source = findSource(graph, from);
    return source.ok ? join(graph, source, to, after.has(from.node)) : source;
  };
}

/** What the checks read. */
export interface OpenGraph {
  readonly catalog: Catalog;
  readonly index: GraphIndex;
  readonly kinds: Kinds;
}

export function openGraph(document: Document, catalog: Catalog): OpenGraph {
  return { catalog, index: graphIndex(document), kinds: kindsOf(document, catalog) };
}

interface End {
  readonly ok: true;
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
}

export interface Source extends End {
  readonly output: Output;
  readonly kinds: readonly PortKind[];
}

interface Target extends End {
  readonly input: Input;
  readonly port: Port;
}

function join(graph: OpenGraph, source: Source, to: Input, loops: boolean): ConnectionCheck {
  const target = findTarget(graph, to);
  if (!target.ok) return target;
  if (loops) return refuseCycle(source, target);
  const fit = checkKinds(graph, source, target, true);
  if (!fit.ok) return fit;
  const present = edgesInto(graph.index, to);
  if (present.some(({ from }) => startsAt(from, source.output)))
    return refuseDuplicate(source, target);
  const old = target.port.many ? undefined : present[0];
  return old ? { ...fit, replaces: old.id } : fit;
}

/** The output end of a wire with what it carries. */
export function findSource({ index, catalog, kinds }: OpenGraph, from: Output): Source | Refusal {
  const end = findEnd(index, catalog, from.node);
  if (!end.ok) return end;
  const { node, definition } = end;
  if (!own(definition.outputs, from.output)) {
    const title = nodeTitle(node, definition);
    const names = Object.keys(definition.outputs);
    const hint = names.length === 0 ? ' It has no outputs.' : closest(from.output, names);
    return refuse('unknown-output', `${title} has no output "${from.output}".${hint}`);
  }
  return { ...end, output: from, kinds: kinds.of(from) };
}

/** The input end of a wire. */
export function findTarget({ index, catalog }: OpenGraph, to: Input): Target | Refusal {
  const end = findEnd(index, catalog, to.node);
  if (!end.ok) return end;
  const { node, definition } = end;
  const ports = inputPortsOf(definition);
  const port = own(ports, to.input);
  if (port) return { ...end, input: to, port };
  const title = nodeTitle(node, definition);
  if (Object.hasOwn(definition.params, to.input)) {
    const name = inSentence(partTitle(to.input, definition.params[to.input]));
    const message = `No wire can set ${name} of ${title}.`;
    return refuse('param-not-driven', message, 'Set its value in the node.');
  }
  const names = Object.keys(ports);
  const hint = names.length === 0 ? ' It has no inputs.' : closest(to.input, names);
  return refuse('unknown-input', `${title} has no input "${to.input}".${hint}`);
}

function findEnd(index: GraphIndex, catalog: Catalog, id: string): End | Refusal {
  const node = index.nodes.get(id);
  if (!node) return refuse('unknown-node', `There is no node "${id}".`);
  const definition = findDefinition(catalog, node.type);
  if (definition) return { ok: true, node, definition };
  const title = nodeTitle(node, undefined);
  return refuse(
    'unknown-type',
    `${title} is of a type this version does not know (${node.type}). Its wires are kept, but new ones cannot be checked.`,
  );
}

/**
 * Whether one of the kinds fits.
 * @param ahead also look beyond the Reroutes behind the input; a present wire need not, since those
 * that follow it are checked themselves.
 */
export function checkKinds(
  graph: OpenGraph,
  source: Source,
  target: Target,
  ahead: boolean,
): Allowed | Refusal {
  const { port, input } = target;
  // A kind that needs no conversion comes first.
  const arriving = source.kinds
    .filter((kind) => arrival(kind, port) !== undefined)
    .sort((a, b) => Number(port.kinds.includes(b)) - Number(port.kinds.includes(a)));
  let blocked: Edge | undefined;
  for (const kind of arriving) {
    const arrived = arrival(kind, port);
    const edge = ahead && arrived ? graph.kinds.blockedAhead(input, arrived) : undefined;
    blocked ??= edge;
    if (edge) continue;
    const conversion = conversionInto(kind, port);
    return conversion ? { ok: true, conversion } : { ok: true };
  }
  return blocked ? refuseAhead(graph, source, blocked) : refuseKind(graph.catalog, source, target);
}

function refuseKind(catalog: Catalog, source: Source, target: Target): Refusal {
  const title = nodeTitle(target.node, target.definition);
  const name = inSentence(partTitle(target.input.input, target.port));
  const where = Object.keys(inputPortsOf(target.definition)).length > 1 ? ` at ${name}` : '';
  const takes = `${title} takes ${phrases(target.port.kinds)}${where}.`;
  if (source.kinds.length === 0) {
    const from = nodeTitle(source.node, source.definition);
    const message = `${takes} ${from} has nothing to give yet.`;
    return refuse('kind', message, 'Mend the wire into it first.');
  }
  const message = `${takes} This wire carries ${phrases(source.kinds)}.`;
  const bridge = bridgeBetween(catalog, source.kinds, target.port.kinds);
  if (!bridge) return refuse('kind', message);
  const article = /^[aeiou]/i.test(bridge.title) ? 'An' : 'A';
  const remedy = `${article} ${bridge.title} in between gives ${phrases(target.port.kinds)}.`;
  return { ...refuse('kind', message, remedy), bridge: bridge.type };
}

function refuseAhead(graph: OpenGraph, source: Source, ahead: Edge): Refusal {
  const last = findTarget(graph, ahead.to);
  const title = last.ok ? nodeTitle(last.node, last.definition) : ahead.to.node;
  const takes = last.ok ? phrases(last.port.kinds) : 'something else';
  return refuse(
    'kind-ahead',
    `This leads on to ${title}, which takes ${takes}. The wire carries ${phrases(source.kinds)}.`,
    `Remove the wire to ${title} first.`,
  );
}

function refuseCycle(source: Source, target: Target): Refusal {
  const from = nodeTitle(source.node, source.definition);
  if (source.node.id === target.node.id) {
    return refuse(
      'cycle',
      `${from} cannot take its own output. Wires lead from one node to another.`,
    );
  }
  const to = nodeTitle(target.node, target.definition);
  return refuse('cycle', `${from} already depends on ${to}: this wire would close a circle.`);
}

function refuseDuplicate(source: Source, target: Target): Refusal {
  const from = nodeTitle(source.node, source.definition);
  const to = nodeTitle(target.node, target.definition);
  const name = inSentence(partTitle(target.input.input, target.port));
  return refuse('duplicate', `${from} is already connected to ${name} of ${to}.`);
}

function refuse(code: string, message: string, remedy?: string): Refusal {
  return fail({ code, message, ...(remedy && { remedy }) });
}

function startsAt(from: Output, output: Output): boolean {
  return from.node === output.node && from.output === output.output;
}

function phrases(kinds: readonly PortKind[]): string {
  return orList(kinds.map((kind) => kindInfo[kind].phrase));
}
