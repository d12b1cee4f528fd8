import type { Plan, RgbaPicture, StepNews } from '../../runtime/client.ts';

/** How long a step of each type took last, in milliseconds; ascents outweigh all else. */
const lastTimes = new Map<string, number>([['gradient-ascent', 20_000]]);
const usual = 150;

export interface Told {
  /** Of the whole run, in [0, 1]. */
  readonly fraction: number;
  readonly msLeft?: number;
}

/** Weighs the steps of a run by the time they took before, and tells how far the whole is. */
export function createProgress(plan: Plan, now: () => number = () => performance.now()) {
  const weights = plan.steps.map(({ type }) => lastTimes.get(type) ?? usual);
  const done = plan.steps.map(() => 0);
  const began = now();
  return {
    hear(event: StepNews<RgbaPicture>): Told | undefined {
      switch (event.kind) {
        case 'progress':
          done[event.step] = event.fraction;
          break;
        case 'step-done':
          done[event.step] = 1;
          // What came from the cache costs nothing, neither before nor behind.
          if (event.cached) weights[event.step] = 0;
          else lastTimes.set(plan.steps[event.step]?.type ?? '', Math.max(1, event.ms));
          break;
        case 'step-failed':
        case 'step-skipped':
          done[event.step] = 1;
          break;
        default:
          return undefined;
      }
      return tell();
    },
  };

  function tell(): Told {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return { fraction: 1 };
    const fraction = weights.reduce((sum, weight, at) => sum + weight * (done[at] ?? 0), 0) / total;
    const spent = now() - began;
    // Too early, the estimate would jump about.
    if (fraction < 0.03 || spent < 1500) return { fraction };
    return { fraction, msLeft: (spent / fraction) * (1 - fraction) };
  }
}
