import type { Problem } from '../../common/result.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { closest } from '../../graph/document/names.ts';
import type { PlanTarget } from './plan.ts';
import { definitionOf, type Scope, titleOf } from './scope.ts';
import { type Outcomes, supplyOf } from './supply.ts';

/** The nodes to run to: those asked for, or every output that is switched on. */
export function chooseTargets(scope: Scope, asked?: readonly string[]): readonly DocumentNode[] {
  if (asked) return findTargets(scope, asked);
  const outputs = scope.document.nodes.filter((node) => {
    const definition = definitionOf(scope, node);
    return definition?.end === true && node.state === undefined;
  });
  if (outputs.length === 0) {
    scope.errors.push({
      code: 'no-output',
      message: 'The graph has no output that is switched on, so there is nothing to run for.',
      remedy: 'Add a Preview or a Save Image node, or run to one of the nodes.',
    });
  }
  return outputs;
}

function findTargets(scope: Scope, asked: readonly string[]): readonly DocumentNode[] {
  const targets: DocumentNode[] = [];
  for (const id of new Set(asked)) {
    const node = scope.index.nodes.get(id);
    if (node) targets.push(node);
    else {
      scope.errors.push({
        code: 'unknown-target',
        message: `The graph has no node ${id} to run to.${closest(id, scope.index.nodes.keys())}`,
        remedy: 'Name a node of the graph.',
      });
    }
  }
  return targets;
}

/** Where the targets' values come from, as far as they can be had. Steps as in the drafts. */
export function resolveTargets(
  scope: Scope,
  targets: readonly DocumentNode[],
  outcomes: Outcomes,
): readonly PlanTarget[] {
  return targets.flatMap((target) => {
    const definition = definitionOf(scope, target) as NodeDefinition | undefined;
    const output = definition?.preview ?? Object.keys(definition?.outputs ?? {})[0];
    const outcome = outcomes.get(target.id);
    if (outcome?.kind === 'step') {
      return { node: target.id, step: outcome.step, ...(output !== undefined && { output }) };
    }
    const supply = supplyOf(outcomes, { node: target.id, output: output ?? '' });
    if (supply.kind === 'value') {
      return { node: target.id, step: supply.source.step, output: supply.source.output };
    }
    if (supply.kind === 'silent') scope.warnings.push(silentTarget(scope, target.id));
    return [];
  });
}

function silentTarget(scope: Scope, id: string): Problem {
  return {
    code: 'silent-target',
    node: id,
    message: `${titleOf(scope, id)} is muted or has nothing to pass on, so there is nothing to run to.`,
    remedy: 'Switch it on again.',
  };
}
