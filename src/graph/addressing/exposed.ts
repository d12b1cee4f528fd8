import { own } from '../../common/own.ts';
import { fail, type Result } from '../../common/result.ts';
import type { CommandOf } from '../commands/command.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import type { Json } from '../document/json.ts';
import { closest } from '../document/names.ts';
import type { Param } from '../params/param.ts';
import { paramValue } from '../params/values.ts';
import { parseSetting } from './set-from-text.ts';

/** A parameter that the graph shows to the outside, such as the flag `--layer`. */
export interface Exposed {
  readonly name: string;
  readonly node: DocumentNode;
  readonly param: string;
  readonly spec: Param;
  /** As the document has it now. */
  readonly value: Json;
}

/** The exposed parameters, in the document's order, without those that lead nowhere. */
export function exposedParams(document: Document, catalog: Catalog): readonly Exposed[] {
  const { nodes } = graphIndex(document);
  return document.exposed.flatMap(({ name, node: id, param }) => {
    const node = nodes.get(id);
    const params = node && findDefinition(catalog, node.type)?.params;
    const spec = own(params, param);
    if (!node || !spec) return [];
    return { name, node, param, spec, value: paramValue(node.params, param, spec) };
  });
}

/**
 * The command behind a flag: `--layer mixed5` is `setExposed(document, catalog, 'layer', 'mixed5')`.
 * Errors: `unknown-exposed` with the nearest names, `param-value`.
 */
export function setExposed(
  document: Document,
  catalog: Catalog,
  name: string,
  text: string,
): Result<CommandOf<'set-param'>> {
  const exposed = exposedParams(document, catalog);
  const found = exposed.find((entry) => entry.name === name);
  if (found) return parseSetting(catalog, found.node, found.param, text);
  const names = exposed.map((entry) => entry.name);
  const list = names.length === 0 ? ' It exposes none.' : ` It exposes ${names.join(', ')}.`;
  const message = `The graph exposes no parameter "${name}".${closest(name, names) || list}`;
  return fail({ code: 'unknown-exposed', message });
}
