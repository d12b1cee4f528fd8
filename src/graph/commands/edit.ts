import type { z } from 'zod';
import { own } from '../../common/own.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type Catalog, findDefinition, type NodeDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import type { Json } from '../document/json.ts';
import { closest, inSentence, nodeTitle, partTitle } from '../document/names.ts';
import type { documentSchema } from '../document/schema.ts';
import type { Param } from '../params/param.ts';

/** The document while a command changes it. */
export type Draft = z.infer<typeof documentSchema>;

/** A change that has been found possible. */
export interface Edit {
  /** "Set octave scale": what Undo says it takes back. */
  readonly label: string;
  readonly change: (draft: Draft) => void;
  /** Ids of the nodes, edges, frames, notes or variants it makes. */
  readonly created?: readonly string[];
}

/** What a command is judged by. */
export interface CommandContext {
  readonly document: Document;
  readonly catalog: Catalog;
}

export function problem(code: string, message: string, remedy?: string) {
  return fail({ code, message, ...(remedy && { remedy }) });
}

export function findNodeById(context: CommandContext, id: string): Result<DocumentNode> {
  const { nodes } = graphIndex(context.document);
  const node = nodes.get(id);
  if (node) return ok(node);
  return problem('unknown-node', `There is no node "${id}".${closest(id, nodes.keys())}`);
}

/** An entry of one of the document's lists by id. */
export function findItem<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  noun: string,
): Result<Item> {
  const item = items.find((candidate) => candidate.id === id);
  return item ? ok(item) : problem(`unknown-${noun}`, `There is no ${noun} "${id}".`);
}

export function titleOf({ catalog }: CommandContext, node: DocumentNode): string {
  return nodeTitle(node, findDefinition(catalog, node.type));
}

export interface FoundParam {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
  readonly spec: Param;
  /** "octave scale" */
  readonly name: string;
}

export function findParam(context: CommandContext, id: string, key: string): Result<FoundParam> {
  const found = findNodeById(context, id);
  if (!found.ok) return found;
  const node = found.value;
  const definition = findDefinition(context.catalog, node.type);
  if (!definition) return unknownType(context.catalog, node.type);
  const spec = own(definition.params, key);
  if (spec) return ok({ node, definition, spec, name: inSentence(partTitle(key, spec)) });
  const hint = closest(key, Object.keys(definition.params));
  const title = nodeTitle(node, definition);
  return problem('unknown-param', `${title} has no parameter "${key}".${hint}`);
}

export function unknownType(catalog: Catalog, type: string) {
  const hint = closest(type, Object.keys(catalog));
  return problem('unknown-type', `The node type "${type}" is not known here.${hint}`);
}

/** The value as it is stored, or the parameter's refusal with the node's name before it. */
export function checkValue(
  { node, definition, spec, name }: FoundParam,
  value: Json,
): Result<Json> {
  const checked: Result<Json> = spec.validate(value);
  if (checked.ok) return checked;
  const message = `${nodeTitle(node, definition)}, ${name}: ${checked.problem.message}`;
  return fail({ ...checked.problem, message });
}

/** The first failure of a list of checks, else all values. */
export function all<T>(results: readonly Result<T>[]): Result<readonly T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** Numbers that JSON could not hold come from a bug in a caller; they must not reach a file. */
export function checkNumbers(...numbers: readonly number[]): Result<undefined> {
  const wrong = numbers.find((number) => !Number.isFinite(number));
  if (wrong === undefined) return ok(undefined);
  return problem('not-a-number', `${wrong} cannot be a place or a size.`, 'Use a finite number.');
}

/** Sets a field only when it changes, so that an edit without effect leaves no trace. */
export function place(target: { x: number; y: number }, { x, y }: { x: number; y: number }): void {
  // Adding 0 turns -0 into 0, which JSON would do on the next save.
  target.x = x + 0;
  target.y = y + 0;
}
