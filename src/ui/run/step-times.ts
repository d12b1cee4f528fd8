import type { PlanStep } from '../../runtime/client.ts';

/** How long a step of each type took last, in milliseconds for each iteration it made. */
const lastTimes = new Map<string, number>();
/** Before the first one is timed. */
const guesses = new Map([['gradient-ascent', 2000]]);
const usual = 150;

/** What the step will take, as far as steps like it have been seen. Ascents outweigh all else. */
export function expectedTime(step: PlanStep): number {
  const each = lastTimes.get(step.type) ?? guesses.get(step.type);
  return each === undefined ? usual : each * iterationsOf(step);
}

/** Whether one like it has been timed since the page was opened. */
export function isMeasured({ type }: PlanStep): boolean {
  return lastTimes.has(type);
}

export function learnTime(step: PlanStep, ms: number): void {
  lastTimes.set(step.type, Math.max(1, ms) / iterationsOf(step));
}

/** An ascent of twice as many steps takes twice as long; nothing else goes round. */
function iterationsOf({ params }: PlanStep): number {
  return typeof params.iterations === 'number' ? Math.max(1, params.iterations) : 1;
}
