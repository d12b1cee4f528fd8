import { findDefinition } from '../../graph/definition/definition.ts';
import { wireListsOf } from '../../graph/definition/wire-lists.ts';
import type { Document, Edge } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';

/** No key of a socket holds it. */
const mark = '#';

/** Whether each wire of an input has a row and a socket of its own, beside the free one. */
export function hasRows(document: Document, node: string, input: string): boolean {
  const type = graphIndex(document).nodes.get(node)?.type;
  const definition = type === undefined ? undefined : findDefinition(catalog, type);
  return (
    definition !== undefined && wireListsOf(definition).some(({ spec }) => spec.each === input)
  );
}

/** The id on the canvas of the socket of one wire among several at an input. */
export function rowHandle(input: string, edge: string): string {
  return `${input}${mark}${edge}`;
}

/** The id on the canvas of the socket that a wire ends at. */
export function targetHandle(document: Document, { id, to }: Edge): string {
  return hasRows(document, to.node, to.input) ? rowHandle(to.input, id) : to.input;
}

/** The input that a socket on the canvas belongs to, and the wire whose own it is. */
export function readHandle(handle: string): { readonly name: string; readonly edge?: string } {
  const at = handle.indexOf(mark);
  return at < 0 ? { name: handle } : { name: handle.slice(0, at), edge: handle.slice(at + 1) };
}
