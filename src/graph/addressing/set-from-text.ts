import { fail, ok, type Result } from '../../common/result.ts';
import type { CommandOf } from '../commands/command.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode } from '../document/document.ts';
import type { Json } from '../document/json.ts';
import { closest, inSentence, nodeTitle, partTitle } from '../document/names.ts';
import { findNode } from './find-node.ts';

/**
 * The command behind `NODE.PARAM=VALUE`; see `findNode` for NODE. PARAM is a key or a label.
 * Errors: `bad-setting`, `unknown-node`, `ambiguous-node`, `unknown-type`, `unknown-param`,
 * `param-value`.
 */
export function setFromText(
  document: Document,
  catalog: Catalog,
  text: string,
): Result<CommandOf<'set-param'>> {
  const equals = text.indexOf('=');
  // Ids and labels may hold dots; parameter keys do not.
  const dot = text.lastIndexOf('.', equals < 0 ? text.length : equals);
  if (equals < 0 || dot < 1 || dot + 1 >= equals) {
    return fail({
      code: 'bad-setting',
      message: `"${text}" is no setting.`,
      remedy: 'Write NODE.PARAM=VALUE, such as ascent.iterations=20.',
    });
  }
  const node = findNode(document, catalog, text.slice(0, dot).trim());
  if (!node.ok) return node;
  return parseSetting(
    catalog,
    node.value,
    text.slice(dot + 1, equals).trim(),
    text.slice(equals + 1),
  );
}

/** The command that sets one parameter of a node to a value as typed. */
export function parseSetting(
  catalog: Catalog,
  node: DocumentNode,
  reference: string,
  text: string,
): Result<CommandOf<'set-param'>> {
  const definition = findDefinition(catalog, node.type);
  const title = nodeTitle(node, definition);
  if (!definition) {
    const message = `${title} is of a type that is not known here (${node.type}); its parameters cannot be set.`;
    return fail({ code: 'unknown-type', message });
  }
  const entries = Object.entries(definition.params);
  const wanted = reference.toLowerCase();
  const found =
    entries.find(([key]) => key === reference) ??
    entries.find(
      ([key, spec]) =>
        key.toLowerCase() === wanted || partTitle(key, spec).toLowerCase() === wanted,
    );
  if (!found) {
    const keys = entries.map(([key]) => key);
    const list = keys.length === 0 ? ' It has none.' : ` Parameters: ${keys.join(', ')}.`;
    const message = `${title} has no parameter "${reference}".${closest(reference, keys) || list}`;
    return fail({ code: 'unknown-param', message });
  }
  const [param, spec] = found;
  const value: Result<Json> = spec.parse(text);
  if (value.ok) return ok({ type: 'set-param', node: node.id, param, value: value.value });
  const message = `${title}, ${inSentence(partTitle(param, spec))}: ${value.problem.message}`;
  return fail({ ...value.problem, message });
}
