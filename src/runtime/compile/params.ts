import { own } from '../../common/own.ts';
import type { Result } from '../../common/result.ts';
import { addedParams, type NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { type Json, sameJson } from '../../graph/document/json.ts';
import { nodeTitle, partTitle } from '../../graph/document/names.ts';
import type { FileParam, FileReference } from '../../graph/params/file.ts';
import { repeatLast, withoutRepeats } from '../../graph/params/numbers.ts';
import type { Param } from '../../graph/params/param.ts';
import { isActive, paramValue } from '../../graph/params/values.ts';
import { referenceKey } from '../keys/files.ts';
import type { ResolvedInputs } from './inputs.ts';
import type { ResolvedSeed } from './plan.ts';
import type { Scope } from './scope.ts';
import { steadySeed } from './seeds.ts';

export interface ResolvedParams {
  /** What the run function gets. */
  readonly values: Readonly<Record<string, Json>>;
  /** The same in order, with files by their content: what the key is made from. */
  readonly identity: readonly Json[];
  /** Of `identity`, what does not come late. */
  readonly memoIdentity: readonly Json[];
  readonly seeds: readonly ResolvedSeed[];
  readonly ok: boolean;
}

/** Stored values or defaults; validated; random seeds drawn; as they are at this frame. */
export function resolveParams(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  inputs: ResolvedInputs,
): ResolvedParams {
  const given = givenValues(scope, node, definition, inputs);
  const { values, seeds, ok } = atThisFrame(scope, node, definition, given);
  const identity: Json[] = [];
  const memoIdentity: Json[] = [];
  const added = addedParams(definition);
  let fine = ok;
  for (const [param, spec] of Object.entries(definition.params)) {
    const value = values[param];
    if (value === undefined || spec.affects) continue;
    const isFile = spec.type === 'file' && isActive(definition, node.params, spec);
    const content = isFile
      ? contentOf(scope, node, definition, param, spec, value as FileReference)
      : inKeys(scope, node, definition, spec, value);
    if (content === undefined) {
      fine = false;
      continue;
    }
    const isAdded = Object.hasOwn(added, param);
    // So that results of nodes that had no such parameter keep their keys.
    if (isAdded && sameJson(added[param], content)) continue;
    const brought = spec.brings === undefined ? content : [content, spec.brings];
    const entry = isAdded ? { [param]: brought } : brought;
    identity.push(entry);
    if (!spec.late) memoIdentity.push(entry);
  }
  return { values, identity, memoIdentity, seeds, ok: fine };
}

type Given = Pick<ResolvedParams, 'values' | 'seeds' | 'ok'>;

/** What the document says, without what a wire drives. */
function givenValues(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  { sources, places }: ResolvedInputs,
): Given {
  const values: Record<string, Json> = {};
  const seeds: ResolvedSeed[] = [];
  let fine = true;
  for (const [param, spec] of Object.entries(definition.params)) {
    if (Object.hasOwn(sources, param)) continue;
    const value = validated(
      scope,
      node,
      definition,
      param,
      spec,
      paramValue(node.params, param, spec),
    );
    if (value === undefined) {
      fine = false;
      continue;
    }
    const drawn = spec.type === 'seed' && value === 'random';
    const resolved = drawn ? seedOf(scope, node.id, param) : ofArrived(spec, value, places);
    values[param] = resolved;
    if (spec.type === 'seed') seeds.push({ node: node.id, param, seed: resolved as number });
  }
  return { values, seeds, ok: fine };
}

function seedOf({ document, environment }: Scope, node: string, param: string): number {
  return document.sequence ? steadySeed(node, param) : environment.seed(node, param);
}

/** With what the type derives from the frame. Seeds stay as they are in the document. */
function atThisFrame(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  given: Given,
): Given {
  if (!definition.atFrame || !given.ok) return given;
  const values = { ...given.values };
  let fine = true;
  for (const [param, moved] of Object.entries(definition.atFrame(values, scope.time))) {
    const spec = own(definition.params, param);
    if (!spec || values[param] === undefined) continue;
    const value = validated(scope, node, definition, param, spec, moved);
    if (value === undefined) fine = false;
    else values[param] = value;
  }
  return { ...given, values, ok: fine };
}

/** What stands for a value in the key, where that depends on a network. */
function inKeys(
  { environment }: Scope,
  { params }: DocumentNode,
  definition: NodeDefinition,
  { inKeys }: Param,
  value: Json,
): Json {
  const file = inKeys && definition.params[inKeys.file];
  if (!inKeys || !file) return value;
  const reference = file.validate(paramValue(params, inKeys.file, file));
  const wants = reference.ok
    ? environment.wants?.get(referenceKey(reference.value as FileReference))
    : undefined;
  return inKeys.as(value, wants);
}

/** Of a list that goes by wires, the entries of those that arrive: others were left out, or muted. */
function ofArrived(spec: Param, value: Json, places: ResolvedInputs['places']): Json {
  const wires = spec.type === 'numbers' && spec.each !== undefined && places.get(spec.each);
  if (!wires || spec.type !== 'numbers') return value;
  const entries = repeatLast(value as readonly number[], wires.count);
  // As it is stored, which content keys of before were made of.
  if (wires.arrived.length === wires.count) return spec.leavesOut ? withoutRepeats(entries) : value;
  return withoutRepeats(wires.arrived.map((place) => entries[place] ?? 1));
}

function validated(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  param: string,
  spec: Param,
  value: Json,
): Json | undefined {
  const checked: Result<Json> = spec.validate(value);
  if (checked.ok) return checked.value;
  const title = partTitle(param, spec);
  const message = `${nodeTitle(node, definition)}, ${title}: ${checked.problem.message}`;
  scope.errors.push({ ...checked.problem, code: 'param-value', message, node: node.id, param });
  return undefined;
}

/** Equal contents count as equal, whatever the files are called. */
function contentOf(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  param: string,
  { accept }: FileParam,
  reference: FileReference,
): Json | undefined {
  const title = nodeTitle(node, definition);
  const what = accept === 'image' ? 'a picture' : 'a network';
  if (reference.from === 'nothing') {
    const message = `${title} has no file yet.`;
    const remedy = `Choose ${what}.`;
    scope.errors.push({ code: 'no-file', message, remedy, node: node.id, param });
    return undefined;
  }
  const hash = scope.environment.files.get(referenceKey(reference));
  if (hash === undefined) return { reference: reference as Json };
  if (hash.ok) return { content: hash.value };
  const message = `${title}: ${hash.problem.message}`;
  const { remedy = `Choose ${what} that can be read.` } = hash.problem;
  scope.errors.push({ code: 'file', message, remedy, node: node.id, param });
  return undefined;
}
