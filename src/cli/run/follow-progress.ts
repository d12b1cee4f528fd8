import type { Picture } from '../../engine/index.ts';
import { detailInWords, type Plan, type RunEvent } from '../../runtime/node.ts';
import type { ProgressBar } from '../terminal/progress-bar.ts';

/** Which of how many runs is under way. */
export interface Turn {
  readonly index: number;
  readonly count: number;
}

/**
 * Draws a run's events: mostly gradient ascents, which share the bar evenly, as the runs of a series
 * do.
 */
export function followProgress(
  plan: Plan,
  { index, count }: Turn,
  bar: ProgressBar | null,
): (event: RunEvent<Picture>) => void {
  if (!bar) return () => {};
  const long = plan.steps.filter(({ type }) => type === 'gradient-ascent').map(({ step }) => step);
  return (event) => {
    if (event.kind !== 'progress') return;
    const place = long.indexOf(event.step);
    if (place < 0) return;
    const share = (place + event.fraction) / long.length;
    const turn = count > 1 ? `picture ${index + 1} of ${count}` : '';
    const label = [turn, event.detail ? detailInWords(event.detail) : '']
      .filter(Boolean)
      .join(', ');
    bar.update((index + share) / count, label);
  };
}
