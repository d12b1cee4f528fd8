import type { Trial } from '../../runtime/client.ts';
import type { BackendChoice, BackendName } from './backend-names.ts';
import type { BackendState } from './backend-store.ts';

/** So many times as fast as the one that serves, a backend is worth a change. */
const worthIt = 1.25;

/** What to compute on, for a choice and what is known of the backends. */
export function wantedBackend({
  choice,
  trials = [],
}: Pick<BackendState, 'choice' | 'trials'>): BackendChoice {
  if (choice !== 'auto') return choice;
  return fastest(trials) ?? 'auto';
}

/** The first that passed serves without a comparison; another must be clearly faster. */
function fastest(trials: readonly Trial[]): BackendName | undefined {
  const [first, ...others] = trials.filter((trial) => timeOf(trial) !== undefined);
  if (!first) return undefined;
  let best = first;
  for (const trial of others) if (speedup(trial, best) > 1) best = trial;
  return speedup(best, first) >= worthIt ? best.name : first.name;
}

/** How many times as fast as another one; 1 when it is not known. */
export function speedup(trial: Trial | undefined, other: Trial | undefined): number {
  const [time, otherTime] = [trial && timeOf(trial), other && timeOf(other)];
  return time === undefined || otherTime === undefined ? 1 : otherTime / time;
}

/** Milliseconds of the sample, for those that compute right and were timed. */
export function timeOf(trial: Trial): number | undefined {
  return trial.outcome === 'passed' ? (trial.milliseconds ?? undefined) : undefined;
}
