import type { Picture } from '../../engine/index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { createCostModel, detailInWords, type Plan, type RunEvent } from '../../runtime/node.ts';
import type { ProgressBar } from '../terminal/progress-bar.ts';

/** Which of how many runs is under way. */
export interface Turn {
  readonly index: number;
  readonly count: number;
}

/**
 * Draws a run's events: the steps that dream, by what they will probably cost. The runs of a series
 * share the bar evenly.
 */
export function followProgress(
  plan: Plan,
  { index, count }: Turn,
  bar: ProgressBar | null,
): (event: RunEvent<Picture>) => void {
  if (!bar) return () => {};
  const costs = createCostModel(catalog);
  const long = plan.steps.filter(costs.isLong);
  const cost = (steps: typeof long) =>
    steps.reduce((sum, step) => sum + costs.expect(step, plan), 0);
  return (event) => {
    if (event.kind !== 'progress') return;
    const now = long.findIndex(({ step }) => step === event.step);
    if (now < 0) return;
    const before = cost(long.slice(0, now));
    const share = (before + event.fraction * cost(long.slice(now, now + 1))) / (cost(long) || 1);
    const turn = count > 1 ? `picture ${index + 1} of ${count}` : '';
    const label = [turn, event.detail ? detailInWords(event.detail) : '']
      .filter(Boolean)
      .join(', ');
    bar.update((index + share) / count, label);
  };
}
