import type { Plan, PlanStep, Source } from '../compile/plan.ts';

/** What a run does with a step: runs it, reads its cached value, or needs neither. */
export type Need = 'run' | 'read' | 'none';

/**
 * Walks back from the targets and from what the next frame needs; behind a cached value, and one that
 * is given, nothing is needed.
 * @returns one entry for each step.
 */
export function findNeeds(plan: Plan, isCached: (step: PlanStep) => boolean): readonly Need[] {
  const wanted = new Set([...plan.targets, ...plan.delays].map(({ step }) => step));
  const needs: Need[] = [];
  for (const step of plan.steps.toReversed()) {
    if (!wanted.has(step.step)) needs.push('none');
    else if (step.given || isCached(step)) needs.push('read');
    else {
      needs.push('run');
      for (const { step: source } of sourcesOf(step)) wanted.add(source);
    }
  }
  return needs.reverse();
}

/** The steps that a worker with these values would have to run. */
export function stepsToRun(plan: Plan, cached: ReadonlySet<string>): readonly PlanStep[] {
  const needs = findNeeds(plan, ({ key }) => cached.has(key));
  return plan.steps.filter(({ step }) => needs[step] === 'run');
}

export function sourcesOf({ inputs }: PlanStep): readonly Source[] {
  return Object.values(inputs).flat();
}

/**
 * What a run of the plan would do with a node:
 * - `cached`: its value is cached, nothing to do
 * - `will-run`: it runs for the first time
 * - `stale`: it shows a result that is out of date and runs again
 * - `not-needed`: its value is gone, but what reads it is cached
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
  for (const { step, node, key, given } of plan.steps) {
    const before = shown.get(node);
    if (given || cached.has(key)) marks.set(node, 'cached');
    else if (needs[step] === 'none') marks.set(node, 'not-needed');
    else marks.set(node, before === undefined || before === key ? 'will-run' : 'stale');
  }
  return marks;
}
