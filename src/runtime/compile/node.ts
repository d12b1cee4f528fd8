import type { Problem } from '../../common/result.ts';
import { keyVersion, type NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { closest, nodeTitle } from '../../graph/document/names.ts';
import { type KeyParts, type KeySource, stepKey } from '../keys/step-key.ts';
import { complainOfUnknown, valueBefore } from './delays.ts';
import { resolveInputs } from './inputs.ts';
import { type ResolvedParams, resolveParams } from './params.ts';
import type { DraftStep, FrameBefore, PlanStep, Source } from './plan.ts';
import { definitionOf, type Scope } from './scope.ts';
import type { Outcome, Outcomes } from './supply.ts';
import { bypass, given, isWire, relayed } from './through.ts';

/** Compiles one node whose sources are compiled; may add one step. */
export function compileNode(
  scope: Scope,
  node: DocumentNode,
  outcomes: Outcomes,
  steps: DraftStep[],
): Outcome {
  const definition = definitionOf(scope, node);
  if (node.state === 'muted') return { kind: 'muted' };
  if (!definition || !isCurrent(scope, node, definition)) {
    if (!definition) scope.errors.push(unknownType(scope, node));
    return { kind: 'broken', by: node.id };
  }
  if (node.state === 'bypassed') return bypass(scope, node, definition, outcomes);
  const before = valueBefore(scope, node, definition);
  if (before === 'not-known') {
    complainOfUnknown(scope, node, definition);
    return { kind: 'broken', by: node.id };
  }
  if (before) return givenStep(node, definition, before, steps);
  const inputs = resolveInputs(scope, node, definition, outcomes);
  const { sources, kinds, brokenBy } = inputs;
  const params = resolveParams(scope, node, definition, inputs);
  if (!params.ok) return { kind: 'broken', by: node.id };
  if (brokenBy !== undefined) return { kind: 'broken', by: brokenBy };
  if (isWire(definition)) {
    return { kind: 'through', outputs: relayed(node, definition, inputs) };
  }
  const step = steps.length;
  const draft = {
    step,
    node: node.id,
    type: definition.type,
    name: nodeTitle(node, definition),
    params: params.values,
    inputs: sources,
    ...keysOf(
      scope,
      definition,
      params,
      mapSources(sources, (source) => keySource(source, steps)),
    ),
  };
  const { seeds } = params;
  steps.push({ step: draft, seeds });
  return { kind: 'step', step, outputs: given(definition, step, kinds) };
}

/** The value of the frame before, on all outputs. */
function givenStep(
  node: DocumentNode,
  definition: NodeDefinition,
  { key, ...about }: FrameBefore,
  steps: DraftStep[],
): Outcome {
  const step = steps.length;
  const { type } = definition;
  const name = nodeTitle(node, definition);
  const draft = { step, node: node.id, type, name, params: {}, inputs: {}, key, given: about };
  steps.push({ step: draft, seeds: [] });
  const kinds = Object.values(definition.inputs).find(({ delayed }) => delayed)?.kinds ?? [];
  const arrived = new Map(Object.keys(definition.inputs).map((input) => [input, kinds]));
  return { kind: 'step', step, outputs: given(definition, step, arrived) };
}

function keysOf(
  scope: Scope,
  definition: NodeDefinition,
  { identity, memoIdentity }: ResolvedParams,
  inputs: KeyParts['inputs'],
): Pick<PlanStep, 'key' | 'memoKey'> {
  const { type } = definition;
  const version = keyVersion(definition);
  const { profile } = scope.environment;
  const key = stepKey({ type, version, params: identity, inputs, profile });
  const isLate = (name: string) => definition.params[name]?.late === true;
  if (!Object.keys(definition.params).some(isLate)) return { key };
  const early = Object.entries(inputs).filter(([name]) => !isLate(name));
  const memoKey = stepKey({
    type: `${type}, its long work`,
    version,
    params: memoIdentity,
    inputs: Object.fromEntries(early),
    profile,
  });
  return { key, memoKey };
}

function isCurrent(scope: Scope, node: DocumentNode, definition: NodeDefinition): boolean {
  const { version } = definition;
  if (node.version === version) return true;
  const newer = node.version > version;
  const title = nodeTitle(node, definition);
  scope.errors.push({
    node: node.id,
    code: newer ? 'newer-node' : 'older-node',
    message: `${title} has version ${node.version} of its type; version ${version} is known here.`,
    remedy: newer
      ? 'Update Dreamgraph, or replace the node.'
      : 'Open the document again, so that the node is brought up to date.',
  });
  return false;
}

function unknownType({ catalog }: Scope, node: DocumentNode): Problem {
  const near = closest(node.type, Object.keys(catalog));
  return {
    code: 'unknown-type',
    node: node.id,
    message: `There is no node type "${node.type}" here.${near}`,
    remedy: 'Replace the node, or update Dreamgraph.',
  };
}

function keySource({ step, output, as }: Source, steps: readonly DraftStep[]): KeySource {
  const key = (steps[step] as DraftStep).step.key;
  return as === undefined ? { key, output } : { key, output, as };
}

/** Applies a function to every source of a step, single or in lists. */
export function mapSources<T>(
  inputs: Readonly<Record<string, Source | readonly Source[]>>,
  change: (source: Source) => T,
): Record<string, T | readonly T[]> {
  const changed: Record<string, T | readonly T[]> = {};
  for (const name in inputs) {
    const value = inputs[name] as Source | readonly Source[];
    changed[name] = 'step' in value ? change(value) : value.map(change);
  }
  return changed;
}
