import type { Plan, PlanStep, Source } from '../compile/plan.ts';

/** What a run does with a step: runs it, reads its kept value, or needs neither. */
export type Need = 'run' | 'read' | 'none';

/**
 * Walks back from the targets; behind a kept value nothing is needed.
 * @returns one entry for each step.
 */
export function findNeeds(plan: Plan, isCached: (step: PlanStep) => boolean): readonly Need[] {
  const wanted = new Set(plan.targets.map(({ step }) => step));
  const needs: Need[] = [];
  for (const step of plan.steps.toReversed()) {
    if (!wanted.has(step.step)) needs.push('none');
    else if (isCached(step)) needs.push('read');
    else {
      needs.push('run');
      for (const { step: source } of sourcesOf(step)) wanted.add(source);
    }
  }
  return needs.reverse();
}

export function sourcesOf({ inputs }: PlanStep): readonly Source[] {
  return Object.values(inputs).flat();
}
