import type { Problem } from '../../common/result.ts';
import { conversionInto } from '../../graph/connections/kinds.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Port, PortKind } from '../../graph/definition/port.ts';
import { inputPortsOf } from '../../graph/definition/sockets.ts';
import { readWires } from '../../graph/definition/wire-lists.ts';
import type { DocumentNode, Edge } from '../../graph/document/document.ts';
import {
  allLeftOut,
  dangling,
  missing,
  type Place,
  silentInput,
  stray,
  tooManyWires,
  wrongKind,
} from './input-complaints.ts';
import type { Source } from './plan.ts';
import type { Scope } from './scope.ts';
import { type Outcomes, type Supply, supplyOf } from './supply.ts';

export interface ResolvedInputs {
  readonly sources: Readonly<Record<string, Source | readonly Source[]>>;
  /** Kinds that arrive at each wired single input, after conversion. */
  readonly kinds: ReadonlyMap<string, readonly PortKind[]>;
  /** Of each input that takes several wires: which of them arrive, by their places. */
  readonly places: ReadonlyMap<string, WirePlaces>;
  /** The node to blame when this one cannot run because of its inputs. */
  readonly brokenBy?: string;
}

export interface WirePlaces {
  readonly arrived: readonly number[];
  /** How many wires there are. */
  readonly count: number;
}

interface Arrival {
  readonly source: Source;
  readonly kinds: readonly PortKind[];
}

interface Arrived {
  readonly arrivals: readonly (Arrival & { readonly edge: Edge })[];
  readonly brokenBy?: string;
}

/** Finds where every input's value comes from, and says what is missing or does not fit. */
export function resolveInputs(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  outcomes: Outcomes,
): ResolvedInputs {
  const ports = inputPortsOf(definition);
  const wires = groupByInput(scope.index.into.get(node.id) ?? []);
  const sources: Record<string, Source | readonly Source[]> = {};
  const kinds = new Map<string, readonly PortKind[]>();
  const places = new Map<string, WirePlaces>();
  let brokenBy: string | undefined;
  for (const [input, port] of Object.entries(ports)) {
    // What arrives there is for the next frame.
    if (port.delayed) continue;
    const place = { scope, node, definition, input, port };
    const edges = wires.get(input) ?? [];
    const arrived = resolveInput(place, edges, outcomes);
    const [first] = arrived.arrivals;
    brokenBy ??= arrived.brokenBy;
    if (port.many) {
      sources[input] = arrived.arrivals.map(({ source }) => source);
      const at = arrived.arrivals.map(({ edge }) => edges.indexOf(edge));
      places.set(input, { arrived: at, count: edges.length });
    } else if (first) {
      sources[input] = first.source;
      kinds.set(input, first.kinds);
    }
  }
  for (const [input, [edge]] of wires) {
    if (edge && !Object.hasOwn(ports, input)) {
      scope.warnings.push(stray(node, definition, edge));
    }
  }
  return { sources, kinds, places, ...(brokenBy !== undefined && { brokenBy }) };
}

function resolveInput(place: Place, edges: readonly Edge[], outcomes: Outcomes): Arrived {
  const { scope, node, port } = place;
  if (!port.many && edges.length > 1) {
    scope.warnings.push(tooManyWires(place, edges.length));
  }
  const read = readWires(place.definition, node.params, edges);
  const arrivals: Arrived['arrivals'][number][] = [];
  let silent: string | undefined;
  let brokenBy: string | undefined;
  for (const edge of port.many ? read : edges.slice(0, 1)) {
    const supply = supplyOf(outcomes, edge.from);
    if (supply.kind === 'broken') brokenBy ??= supply.by;
    else if (supply.kind === 'silent') silent = supply.node;
    else if (supply.kind === 'dangling') scope.warnings.push(dangling(place, edge));
    else {
      const arrival = enter(supply, port);
      if (arrival) arrivals.push({ ...arrival, edge });
      else return refuse(place, wrongKind(place, edge, supply.kinds));
    }
  }
  if (brokenBy !== undefined) return { arrivals: [], brokenBy };
  if (arrivals.length > 0 || port.optional) return { arrivals };
  if (silent === undefined) {
    return refuse(place, edges.length > read.length ? allLeftOut(place) : missing(place));
  }
  // Muting is a choice, not a mistake: what hangs on it stays quiet as well.
  scope.warnings.push(silentInput(place, silent));
  return { arrivals: [], brokenBy: node.id };
}

/** The value as the port takes it, or undefined when it refuses it. */
export function enter(
  { source, kinds }: Extract<Supply, { kind: 'value' }>,
  port: Port,
): Arrival | undefined {
  const fitting = kinds.filter((kind) => port.kinds.includes(kind));
  if (fitting.length > 0) return { source, kinds: fitting };
  const conversion = kinds.map((kind) => conversionInto(kind, port)).find(Boolean);
  if (!conversion) return undefined;
  const { to } = conversion;
  const as = to === 'mask' || to === 'seed' ? to : undefined;
  return { source: as ? { ...source, as } : source, kinds: [to] };
}

function refuse({ scope, node }: Place, problem: Problem): Arrived {
  scope.errors.push(problem);
  return { arrivals: [], brokenBy: node.id };
}

function groupByInput(edges: readonly Edge[]): ReadonlyMap<string, readonly Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.to.input);
    if (group) group.push(edge);
    else groups.set(edge.to.input, [edge]);
  }
  return groups;
}
