import { own } from '../../common/own.ts';
import { type Catalog, findDefinition, type NodeDefinition } from '../definition/definition.ts';
import { type Conversion, conversions, type Port, type PortKind } from '../definition/port.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Document, Edge, Input, Output } from '../document/document.ts';
import { type GraphIndex, graphIndex } from '../document/graph-index.ts';

/** What a wire of this kind is once it has entered the port; undefined when the port refuses it. */
export function arrival(kind: PortKind, port: Port): PortKind | undefined {
  if (port.kinds.includes(kind)) return kind;
  return conversionInto(kind, port)?.to;
}

/** The declared conversion that lets this kind into the port; none is needed for its own kinds. */
export function conversionInto(kind: PortKind, port: Port): Conversion | undefined {
  if (port.kinds.includes(kind)) return undefined;
  return conversions.find(({ from, to }) => from === kind && port.kinds.includes(to));
}

/** Answers which kinds outputs carry, through chains of Reroutes. Remembers what it found. */
export interface Kinds {
  /**
   * The kinds an output may carry: one, as a rule; several while a Reroute has no input and what
   * follows it leaves a choice; none when its wire is broken or the node or output is unknown.
   */
  of(output: Output): readonly PortKind[];
  /** The first edge, after the Reroutes behind this input, that could not take the kind. */
  blockedAhead(input: Input, kind: PortKind): Edge | undefined;
}

const known = new WeakMap<Document, WeakMap<Catalog, Kinds>>();

export function kindsOf(document: Document, catalog: Catalog): Kinds {
  let byCatalog = known.get(document);
  if (!byCatalog) {
    byCatalog = new WeakMap();
    known.set(document, byCatalog);
  }
  let kinds = byCatalog.get(catalog);
  if (!kinds) {
    kinds = new KindResolver(graphIndex(document), catalog);
    byCatalog.set(catalog, kinds);
  }
  return kinds;
}

class KindResolver implements Kinds {
  readonly #index: GraphIndex;
  readonly #catalog: Catalog;
  /** Node id -> output -> kinds. */
  readonly #found = new Map<string, Map<string, readonly PortKind[]>>();

  constructor(index: GraphIndex, catalog: Catalog) {
    this.#index = index;
    this.#catalog = catalog;
  }

  of(output: Output): readonly PortKind[] {
    // Walks up to an output whose kinds are known, then back down: a loop, since chains are long.
    const passed: { readonly output: Output; readonly port: Port }[] = [];
    const seen = new Set<string>();
    let at = output;
    let kinds = this.#recall(at);
    while (kinds === undefined) {
      const step = this.#stepUp(at);
      if ('kinds' in step) kinds = step.kinds;
      else if (seen.has(at.node)) kinds = [];
      else {
        seen.add(at.node);
        passed.push({ output: at, port: step.port });
        at = step.source;
        kinds = this.#recall(at);
      }
    }
    this.#remember(at, kinds);
    for (const { output: below, port } of passed.reverse()) {
      kinds = arrivals(kinds, port);
      this.#remember(below, kinds);
    }
    return kinds;
  }

  blockedAhead(input: Input, kind: PortKind): Edge | undefined {
    const waiting = [{ input, kind }];
    const seen = new Set<string>();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const outputs = this.#definition(next.input.node)?.outputs ?? {};
      for (const edge of this.#index.outOf.get(next.input.node) ?? []) {
        if (seen.has(edge.id) || own(outputs, edge.from.output)?.same !== next.input.input)
          continue;
        seen.add(edge.id);
        const port = this.#inputPort(edge.to);
        // What is unknown or dangling does not object.
        if (!port) continue;
        const arrived = arrival(next.kind, port);
        if (arrived === undefined) return edge;
        waiting.push({ input: edge.to, kind: arrived });
      }
    }
    return undefined;
  }

  /** The kinds of an output, or the output from which it passes them on. */
  #stepUp(
    output: Output,
  ): { readonly kinds: readonly PortKind[] } | { readonly source: Output; readonly port: Port } {
    const port = own(this.#definition(output.node)?.outputs, output.output);
    if (!port) return { kinds: [] };
    if (port.same === undefined) return { kinds: port.kinds };
    const input = { node: output.node, input: port.same };
    const inputPort = this.#inputPort(input);
    if (!inputPort) return { kinds: [] };
    const wires = this.#index.into.get(output.node) ?? [];
    const wire = wires.find((edge) => edge.to.input === input.input);
    if (wire) return { source: wire.from, port: inputPort };
    return { kinds: inputPort.kinds.filter((kind) => !this.blockedAhead(input, kind)) };
  }

  #definition(id: string): NodeDefinition | undefined {
    const node = this.#index.nodes.get(id);
    return node && findDefinition(this.#catalog, node.type);
  }

  #inputPort({ node, input }: Input): Port | undefined {
    const definition = this.#definition(node);
    return definition && own(inputPortsOf(definition), input);
  }

  #recall({ node, output }: Output): readonly PortKind[] | undefined {
    return this.#found.get(node)?.get(output);
  }

  #remember({ node, output }: Output, kinds: readonly PortKind[]): void {
    const outputs = this.#found.get(node);
    if (outputs) outputs.set(output, kinds);
    else this.#found.set(node, new Map([[output, kinds]]));
  }
}

function arrivals(kinds: readonly PortKind[], port: Port): readonly PortKind[] {
  return [...new Set(kinds.flatMap((kind) => arrival(kind, port) ?? []))];
}
