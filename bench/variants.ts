import type { Page } from 'playwright-core';
import { onPage } from './browser/open-page.ts';
import type { Setup, Varied } from './browser/variants.ts';
import { machine } from './machine/load.ts';
import { ratio, takeTurns } from './measure.ts';

const rounds = 3;
const one: Setup = { workers: 1, cores: 2 };
const oneThread: Setup = { workers: 1, cores: 1 };
const two: Setup = { workers: 2, cores: 2 };

/**
 * Four variants run together, compared with four separate runs, with the scheduler, workers and
 * kernels of the editor. A ratio below 1 means that running together is faster.
 */
export async function benchVariants(): Promise<object> {
  const before = machine();
  const times = await onPage('variants.html', 'variants', (page) =>
    takeTurns(rounds, contenders(page)),
  );
  if (!times) throw new Error('This benchmark needs Chromium.');
  const { seedApart, seedTogether, seedOneThread, seedTwoWorkers } = times;
  return {
    workload: 'four variants of DeepDream at 224 px',
    machine: { before, after: machine() },
    milliseconds: times,
    ratios: {
      up_to_the_ascent_shared_to_four_runs: ratio(seedTogether, seedApart),
      ascent_shared_to_four_runs: ratio(times.strengthTogether, times.strengthApart),
      ascent_shared_to_one_run: ratio(times.strengthTogether, times.strengthAlone),
      two_workers_to_four_runs: ratio(seedTwoWorkers, seedApart),
      two_workers_to_one_thread: ratio(seedTwoWorkers, seedOneThread),
      two_workers_to_one_worker_on_both_cores: ratio(seedTwoWorkers, seedTogether),
    },
  };
}

function contenders(page: Page) {
  const together = (varied: Varied, setup: Setup) => () =>
    page.evaluate(([v, s]) => window.variants.together(v, s), [varied, setup] as const);
  const apart = (varied: Varied) =>
    page.evaluate(([v, s]) => window.variants.apart(v, s), [varied, one] as const);
  let first = Number.NaN;
  return {
    seedApart: async () => sum(await apart('seed')),
    seedTogether: together('seed', one),
    seedOneThread: together('seed', oneThread),
    seedTwoWorkers: together('seed', two),
    strengthApart: async () => {
      const times = await apart('strength');
      first = sum(times) / times.length;
      return sum(times);
    },
    /** Mean of these runs. */
    strengthAlone: () => first,
    strengthTogether: together('strength', one),
  };
}

function sum(times: readonly number[]): number {
  return times.reduce((total, time) => total + time, 0);
}
