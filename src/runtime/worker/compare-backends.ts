import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { BackendName, Trial } from '../../engine/index.ts';
import { connectWorker } from './connection.ts';

/** The first one serves until the others are known. The cpu backend is right but never fast. */
const compared: readonly BackendName[] = ['wasm', 'webgpu', 'webgl'];

/** A backend that takes longer for a few small steps, in milliseconds, is not worth waiting for. */
const timeout = 60_000;

interface SampleWorkers {
  readonly spawn: () => Worker;
  readonly assets: string;
}

/**
 * Has every backend tested and timed, each by a worker of its own: the one that serves stays
 * responsive, and what a bad driver does to a worker is done to one that nobody needs.
 * @returns a problem `comparison-ended` when the signal came first.
 */
export async function compareBackends(
  options: SampleWorkers,
  signal: AbortSignal,
): Promise<Result<readonly Trial[]>> {
  const trials: Trial[] = [];
  let bar = Number.POSITIVE_INFINITY;
  for (const name of compared) {
    const trial = await timeInWorker(name, bar, options, signal);
    if (signal.aborted) return fail(ended);
    if (trial.outcome === 'passed') bar = Math.min(bar, trial.milliseconds ?? bar);
    trials.push(trial);
  }
  return ok(trials);
}

async function timeInWorker(
  name: BackendName,
  bar: number,
  { spawn, assets }: SampleWorkers,
  signal: AbortSignal,
): Promise<Trial> {
  const connection = connectWorker({
    spawn,
    findFile: async () => undefined,
    onMessage: () => {},
  });
  const timer = setTimeout(() => connection.end(tooSlow(name)), timeout);
  const stop = () => connection.end(ended);
  signal.addEventListener('abort', stop);
  const trial = await connection.call((api) => api.timeBackend(name, bar, assets));
  signal.removeEventListener('abort', stop);
  clearTimeout(timer);
  connection.end(ended);
  return trial.ok ? trial.value : { name, outcome: 'refused', problem: trial.problem };
}

const ended: Problem = {
  code: 'comparison-ended',
  message: 'The comparison of the backends was interrupted.',
};

function tooSlow(name: BackendName): Problem {
  const message = `The ${name} backend did not finish a sample within ${timeout / 1000} s, so it is not used.`;
  return { code: 'backend-slow', message };
}
