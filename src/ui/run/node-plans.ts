import type { Document } from '../../graph/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { compile, type Environment, type Plan, whatWillRun } from '../../runtime/client.ts';
import type { NodePlan } from './run-store.ts';

/**
 * What each node would do. The plan says it of those that an output needs; the others have keys
 * too, because a run to one of them leaves it with a result, which can be out of date like any.
 * Nodes without an entry cannot run.
 */
export function nodePlans(
  document: Document,
  environment: Environment,
  plan: Plan,
  cached: ReadonlySet<string>,
): Readonly<Record<string, NodePlan>> {
  const nodes: Record<string, NodePlan> = {};
  const marks = whatWillRun(plan, cached);
  for (const { node, key } of plan.steps) {
    nodes[node] = { key, cached: marks.get(node) !== 'will-run' };
  }
  const others = document.nodes.flatMap(({ id }) => (nodes[id] ? [] : id));
  if (others.length === 0) return nodes;
  for (const { node, key } of compile(document, catalog, { environment, targets: others }).plan
    .steps) {
    nodes[node] ??= { key, cached: cached.has(key) };
  }
  return nodes;
}
