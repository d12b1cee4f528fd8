import type { Catalog, NodeDefinition } from '../definition/definition.ts';
import { type Conversion, kindInfo, type PortKind } from '../definition/port.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Document, Edge, Input, Output, Wire } from '../document/document.ts';
import { downstreamOf, edgesInto, upstreamOf } from '../document/graph-index.ts';
import { inSentence, nodeTitle, orList, partTitle } from '../document/names.ts';
import { bridgeBetween } from './bridge.ts';
import { delayFor, withinFrame } from './delays.ts';
import {
  findSource,
  findTarget,
  type OpenGraph,
  openGraph,
  type Refusal,
  refuse,
  type Source,
  type Target,
} from './ends.ts';
import { arrival, conversionInto } from './kinds.ts';

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
 * - `cycle`: the node would depend on itself within one frame
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
  const before = upstreamOf(withinFrame(document, catalog), from.node);
  return (to) => join(graph, source, to, before.has(to.node));
}

/** `checkConnection` for many outputs and one input, as while a wire is dragged from the input. */
export function connectionCheckerTo(
  document: Document,
  catalog: Catalog,
  to: Input,
): (from: Output) => ConnectionCheck {
  const graph = openGraph(document, catalog);
  const after = downstreamOf(withinFrame(document, catalog), to.node);
  return (from) => {
    const source = findSource(graph, from);
    return source.ok ? join(graph, source, to, after.has(from.node)) : source;
  };
}

function join(graph: OpenGraph, source: Source, to: Input, loops: boolean): ConnectionCheck {
  const target = findTarget(graph, to);
  if (!target.ok) return target;
  if (loops && !target.port.delayed) return refuseCycle(graph.catalog, source, target);
  const fit = checkKinds(graph, source, target, true);
  if (!fit.ok) return fit;
  const present = edgesInto(graph.index, to);
  if (present.some(({ from }) => startsAt(from, source.output)))
    return refuseDuplicate(source, target);
  const old = target.port.many ? undefined : present[0];
  return old ? { ...fit, replaces: old.id } : fit;
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

function refuseCycle(catalog: Catalog, source: Source, target: Target): Refusal {
  const from = nodeTitle(source.node, source.definition);
  const delay = delayFor(catalog, source.kinds);
  const fits = delay && source.kinds.some((kind) => arrival(kind, target.port) !== undefined);
  const way = fits ? circleRemedy(delay) : undefined;
  const reason =
    source.node.id === target.node.id
      ? `${from} cannot take its own output. Wires lead from one node to another.`
      : `${from} already depends on ${nodeTitle(target.node, target.definition)}: this wire would close a circle.`;
  const refusal = refuse('cycle', reason, way);
  return fits ? { ...refusal, bridge: delay.type } : refusal;
}

/** How a circle may be closed after all. */
export function circleRemedy(delay: NodeDefinition): string {
  return `In a film a ${delay.title} in between gives what came out one frame ago.`;
}

function refuseDuplicate(source: Source, target: Target): Refusal {
  const from = nodeTitle(source.node, source.definition);
  const to = nodeTitle(target.node, target.definition);
  const name = inSentence(partTitle(target.input.input, target.port));
  return refuse('duplicate', `${from} is already connected to ${name} of ${to}.`);
}

function startsAt(from: Output, output: Output): boolean {
  return from.node === output.node && from.output === output.output;
}

function phrases(kinds: readonly PortKind[]): string {
  return orList(kinds.map((kind) => kindInfo[kind].phrase));
}
