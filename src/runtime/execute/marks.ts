import type { Plan } from '../compile/plan.ts';
import { findNeeds } from './needs.ts';

/**
 * What a run of the plan would do with a node, told before it starts:
 * - `cached`: its value is kept, nothing to do
 * - `will-run`: it runs for the first time
 * - `stale`: it shows a result that is out of date and runs again
 * - `not-needed`: its value is gone, but what reads it is kept
 */
export type Mark = 'cached' | 'will-run' | 'stale' | 'not-needed';

/**
 * @param shown the key of the result that each node shows now, by node id.
 * @returns a mark for each node that has a step; reroutes, bypassed and muted nodes have none.
 */
export function whatWillRun(
  plan: Plan,
  cached: ReadonlySet<string>,
  shown: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, Mark> {
  const needs = findNeeds(plan, ({ key }) => cached.has(key));
  const marks = new Map<string, Mark>();
  for (const { step, node, key } of plan.steps) {
    const before = shown.get(node);
    if (cached.has(key)) marks.set(node, 'cached');
    else if (needs[step] === 'none') marks.set(node, 'not-needed');
    else marks.set(node, before === undefined || before === key ? 'will-run' : 'stale');
  }
  return marks;
}
