import type { Picture } from '../engine/index.ts';
import type { Plan, RunEvent } from '../runtime/client.ts';
import type { ProgressBar, ProgressStream } from './progress-bar.ts';

/** Draws a run's events: mostly gradient ascents, which share the bar evenly. */
export function followProgress(
  plan: Plan,
  bar: ProgressBar | null,
  stderr: ProgressStream,
): (event: RunEvent<Picture>) => void {
  if (!bar) return () => {};
  const long = plan.steps.filter(({ type }) => type === 'gradient-ascent').map(({ step }) => step);
  return (event) => {
    if (event.kind === 'warning') {
      bar.clear();
      stderr.write(`Note: ${event.problem.message}\n`);
    }
    if (event.kind !== 'progress') return;
    const place = long.indexOf(event.step);
    if (place >= 0) bar.update((place + event.fraction) / long.length, event.detail ?? '');
  };
}
