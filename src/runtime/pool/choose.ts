import type { Plan, PlanStep } from '../compile/plan.ts';
import { findNeeds } from '../execute/needs.ts';

/** Milliseconds that a step of this type is thought to take. */
export type Cost = (step: PlanStep) => number;

/**
 * Which of the waiting plans a free worker should take. One with the least to do for it, since that
 * shares the most with what it has kept. Not one whose work is, for the greater part, done or being
 * done by another worker: that one has it for nothing.
 * @param kept keys of the values this worker holds.
 * @param elsewhere keys of values that other workers hold or are making now.
 * @returns its index, or undefined when it is better to wait.
 */
export function choosePlan(
  waiting: readonly Plan[],
  kept: ReadonlySet<string>,
  elsewhere: ReadonlySet<string>,
  cost: Cost,
): number | undefined {
  let best: { readonly index: number; readonly cost: number } | undefined;
  for (const [index, plan] of waiting.entries()) {
    const todo = stepsToRun(plan, kept);
    const all = sum(todo, cost);
    const shared = sum(
      todo.filter(({ key }) => elsewhere.has(key)),
      cost,
    );
    if (shared > all / 2) continue;
    if (!best || all < best.cost) best = { index, cost: all };
  }
  return best?.index;
}

/** The steps that a worker with these values would have to run. */
export function stepsToRun(plan: Plan, kept: ReadonlySet<string>): readonly PlanStep[] {
  const needs = findNeeds(plan, ({ key }) => kept.has(key));
  return plan.steps.filter(({ step }) => needs[step] === 'run');
}

function sum(steps: readonly PlanStep[], cost: Cost): number {
  return steps.reduce((total, step) => total + cost(step), 0);
}
