import type { Picture } from '../../engine/index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { createCostModel, detailInWords, type Plan, type RunEvent } from '../../runtime/node.ts';
import type { ProgressBar } from '../terminal/progress-bar.ts';

/** Which of how many runs is under way. */
export interface Turn {
  readonly index: number;
  readonly count: number;
  /** "picture 2 of 6"; empty where there is only one. */
  readonly words: string;
  /** What sentences about it begin with, where there are several: its photo, its variant. */
  readonly name: string | undefined;
}

/**
 * Draws a run's events: the steps that dream, by what they will probably cost. The runs of a series
 * share the bar evenly.
 */
export function followProgress(
  plan: Plan,
  { index, count, words }: Turn,
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
    const label = [words, event.detail ? detailInWords(event.detail) : '']
      .filter(Boolean)
      .join(', ');
    bar.update((index + share) / count, label);
  };
}
