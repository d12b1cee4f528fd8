import type { Plan, PlanStep } from '../../runtime/browser.ts';
import { workOf } from './step-work.ts';

/** How long a step of each type took last, in milliseconds for each unit of its work. */
const lastTimes = new Map<string, number>();
/** Before the first one is timed. */
const guesses = new Map([['gradient-ascent', 2000]]);
const usual = 150;

/** What the step will take, as far as steps like it have been seen. Ascents outweigh all else. */
export function expectedTime(step: PlanStep, plan: Plan): number {
  const each = lastTimes.get(step.type) ?? guesses.get(step.type);
  return each === undefined ? usual : each * workOf(step, plan);
}

/** Whether one like it has been timed since the page was opened. */
export function isMeasured({ type }: PlanStep): boolean {
  return lastTimes.has(type);
}

export function learnTime(step: PlanStep, plan: Plan, ms: number): void {
  lastTimes.set(step.type, Math.max(1, ms) / workOf(step, plan));
}
