import { type Catalog, findDefinition } from '../definition/definition.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Document, Input, Output } from '../document/document.ts';
import { nodeTitle, partTitle } from '../document/names.ts';
import { type Allowed, connectionChecker, connectionCheckerTo } from './check-connection.ts';

/** An end that a wire may get, for "Connect…". */
export interface Candidate<End> {
  readonly end: End;
  /** "Gradient Ascent: picture" */
  readonly title: string;
  readonly check: Allowed;
}

/** The inputs which an output may be connected to, in the document's order. */
export function targetsFor(
  document: Document,
  catalog: Catalog,
  from: Output,
): readonly Candidate<Input>[] {
  const check = connectionChecker(document, catalog, from);
  return document.nodes.flatMap((node) => {
    const definition = findDefinition(catalog, node.type);
    const ports = definition ? inputPortsOf(definition) : {};
    return Object.entries(ports).flatMap(([input, port]): readonly Candidate<Input>[] => {
      const end = { node: node.id, input };
      const checked = check(end);
      const title = `${nodeTitle(node, definition)}: ${partTitle(input, port)}`;
      return checked.ok ? [{ end, title, check: checked }] : [];
    });
  });
}

/** The outputs which an input may be connected to, in the document's order. */
export function sourcesFor(
  document: Document,
  catalog: Catalog,
  to: Input,
): readonly Candidate<Output>[] {
  const check = connectionCheckerTo(document, catalog, to);
  return document.nodes.flatMap((node) => {
    const definition = findDefinition(catalog, node.type);
    return Object.entries(definition?.outputs ?? {}).flatMap(
      ([output, port]): readonly Candidate<Output>[] => {
        const end = { node: node.id, output };
        const checked = check(end);
        const title = `${nodeTitle(node, definition)}: ${partTitle(output, port)}`;
        return checked.ok ? [{ end, title, check: checked }] : [];
      },
    );
  });
}
