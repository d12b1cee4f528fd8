import type { Problem } from '../../common/result.ts';
import type { Patience } from './client-types.ts';
import type { PageMessage } from './protocol.ts';

/** A worker, as far as the watchdog minds. */
export interface Watched {
  post(message: PageMessage): void;
  end(problem: Problem): void;
}

/** Listens for a worker's heartbeat. */
export interface Watch {
  /** The worker said something. */
  heard(): void;
  stop(): void;
}

/** What the worker is at, which decides how long it may be silent. */
export type Occupation = keyof Patience;

export const defaultPatience: Patience = { idle: 15_000, running: 180_000, cancel: 10_000 };

const beat = 1000;

/**
 * Asks every second whether the worker is alive. Silence is counted in questions that went
 * unanswered, not by the clock, so that a machine that slept does not make a hung worker.
 */
export function watchWorker(
  { post, end }: Watched,
  occupation: () => Occupation,
  patience: Patience,
): Watch {
  let unanswered = 0;
  let during = occupation();
  const interval = Math.min(beat, ...Object.values(patience));
  const timer = setInterval(() => {
    const now = occupation();
    // Pressing Stop begins a new count.
    if (now !== during) unanswered = 0;
    during = now;
    if (unanswered * interval >= patience[now]) return end(hung(now));
    unanswered++;
    post({ kind: 'alive?' });
  }, interval);
  return {
    heard: () => {
      unanswered = 0;
    },
    stop: () => clearInterval(timer),
  };
}

function hung(occupation: Occupation): Problem {
  const when = occupation === 'cancel' ? 'after Stop was pressed' : 'for too long';
  return {
    code: 'worker-hung',
    message: `The worker that computes did not answer ${when}, so it was replaced. Your document is safe; run again.`,
  };
}
