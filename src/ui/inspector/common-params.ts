import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { type Json, sameJson } from '../../graph/document/json.ts';
import type { Param } from '../../graph/params/param.ts';
import { isActive, paramValue } from '../../graph/params/values.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { hasRow } from '../document/node-params.ts';

/** A parameter that several nodes have alike. */
export interface CommonParam {
  readonly key: string;
  readonly param: Param;
  /** Undefined: the nodes have different values. */
  readonly value: Json | undefined;
}

/** What is chosen in a dialog of one node is not set for several. */
const ofOneNode: ReadonlySet<Param['type']> = new Set(['file', 'strokes']);

/**
 * The parameters that all of these nodes have under the same key, of the same kind and range, and
 * that no wire sets; in the order of the first node.
 */
export function commonParams(document: Document, ids: readonly string[]): readonly CommonParam[] {
  const nodes = ids.flatMap((id) => graphIndex(document).nodes.get(id) ?? []);
  const [first] = nodes;
  const params = Object.entries(definitionOf(first)?.params ?? {});
  return params.flatMap(([key, param]): readonly CommonParam[] => {
    const shared = nodes.every((node) => takes(document, node, key, param));
    if (!first || !shared || ofOneNode.has(param.type) || !hasRow(param)) return [];
    const value = paramValue(first.params, key, param);
    const same = nodes.every((node) => sameJson(paramValue(node.params, key, param), value));
    return [{ key, param, value: same && param.validate(value).ok ? value : undefined }];
  });
}

function takes(document: Document, node: DocumentNode, key: string, like: Param): boolean {
  const definition = definitionOf(node);
  const param = definition?.params[key];
  if (!definition || !param || !isActive(definition, node.params, param)) return false;
  const wires = graphIndex(document).into.get(node.id) ?? [];
  const isDriven = wires.some(({ to }) => to.input === key);
  return !isDriven && param.type === like.type && param.accepts === like.accepts;
}
