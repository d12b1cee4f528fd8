import { own } from '../../common/own.ts';
import { fail, type Problem } from '../../common/result.ts';
import { type Catalog, findDefinition, type NodeDefinition } from '../definition/definition.ts';
import type { Port, PortKind } from '../definition/port.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Document, DocumentNode, Input, Output } from '../document/document.ts';
import { type GraphIndex, graphIndex } from '../document/graph-index.ts';
import { closest, inSentence, nodeTitle, partTitle } from '../document/names.ts';
import { type Kinds, kindsOf } from './kinds.ts';

/** Why two ends may not be connected. */
export interface Refusal {
  readonly ok: false;
  readonly problem: Problem;
  /** A node type that, put in between, would join the two. */
  readonly bridge?: string;
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

export interface Target extends End {
  readonly input: Input;
  readonly port: Port;
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

export function refuse(code: string, message: string, remedy?: string): Refusal {
  return fail({ code, message, ...(remedy && { remedy }) });
}
