import type { RunResult } from '../../runtime/client.ts';
import type { Listened } from './run-events.ts';

/** A run that has come to its end, with the pictures it made on the way. */
export interface FinishedRun extends Listened {
  readonly result: RunResult;
}

const listeners = new Set<(run: FinishedRun) => void>();

export const finishedRuns = {
  subscribe(listener: (run: FinishedRun) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  tell(run: FinishedRun): void {
    for (const listener of listeners) listener(run);
  },
};
