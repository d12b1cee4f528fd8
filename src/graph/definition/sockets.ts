import type { Document, DocumentNode } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import {
  type Catalog,
  findDefinition,
  inputPorts,
  type NodeDefinition,
  type Ports,
} from './definition.ts';

const inputs = new WeakMap<NodeDefinition, Ports>();

/** `inputPorts`, made once per definition: it is asked for on every step of a drag. */
export function inputPortsOf(definition: NodeDefinition): Ports {
  const known = inputs.get(definition);
  if (known) return known;
  const ports = inputPorts(definition);
  inputs.set(definition, ports);
  return ports;
}

/** The sockets that wires give to a node whose type is not known here. */
export interface ImpliedSockets {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Sockets which the document's edges use on this node but its definition does not have: all of them
 * for an unknown type, the strays of a known one. They are shown so that no wire is lost.
 */
export function impliedSockets(
  document: Document,
  catalog: Catalog,
  node: DocumentNode,
): ImpliedSockets {
  const index = graphIndex(document);
  const definition = findDefinition(catalog, node.type);
  const known = definition && inputPortsOf(definition);
  const used = (index.into.get(node.id) ?? []).map((edge) => edge.to.input);
  const given = (index.outOf.get(node.id) ?? []).map((edge) => edge.from.output);
  return {
    inputs: strays(used, known ?? {}),
    outputs: strays(given, definition?.outputs ?? {}),
  };
}

function strays(names: readonly string[], known: Ports): readonly string[] {
  return [...new Set(names)].filter((name) => !Object.hasOwn(known, name));
}
