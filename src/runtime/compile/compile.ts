import type { Catalog } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { resolveDelays } from './delays.ts';
import { compileNode } from './node.ts';
import { orderNodes } from './order.ts';
import type { Compilation, CompileOptions, DraftStep } from './plan.ts';
import { definitionOf, openScope, type Scope } from './scope.ts';
import type { Outcome } from './supply.ts';
import { chooseTargets, resolveTargets } from './targets.ts';
import { trim } from './trim.ts';

/**
 * Turns a graph, as it is at a frame, into a plan for its outputs, or for the nodes asked for. Pure, synchronous, linear
 * in the size of the graph, and the same everywhere. Never fails as a whole: what has an error stays
 * out, with an error on the node that has it, and the rest is planned. Nodes that no target
 * needs are not looked at, except that unknown types are reported.
 */
export function compile(
  document: Document,
  catalog: Catalog,
  options: CompileOptions,
): Compilation {
  const scope = openScope(document, catalog, options);
  const targets = chooseTargets(scope, options.targets);
  const { nodes, looped } = orderNodes(scope, targets);
  const outcomes = new Map<string, Outcome>();
  const steps: DraftStep[] = [];
  for (const node of nodes) {
    const outcome: Outcome = looped.has(node.id)
      ? { kind: 'broken', by: node.id }
      : compileNode(scope, node, outcomes, steps);
    outcomes.set(node.id, outcome);
  }
  const reached = resolveTargets(scope, targets, outcomes);
  const delays = resolveDelays(scope, nodes, outcomes, steps);
  const plan = trim(steps, reached, delays, options.environment.profile);
  warnOfUnknownTypes(scope, outcomes);
  return { plan, errors: scope.errors, warnings: scope.warnings };
}

/** An unknown node at the end of a branch may be an output that nobody would miss otherwise. */
function warnOfUnknownTypes(scope: Scope, outcomes: ReadonlyMap<string, Outcome>): void {
  for (const node of scope.document.nodes) {
    if (outcomes.has(node.id) || definitionOf(scope, node)) continue;
    scope.warnings.push({
      code: 'unknown-type',
      node: node.id,
      message: `There is no node type "${node.type}" here, so this node is left out.`,
      remedy: 'Replace the node, or update Dreamgraph.',
    });
  }
}
