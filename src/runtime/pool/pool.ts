import { ok, type Result } from '../../common/result.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { Plan, PlanStep } from '../compile/plan.ts';
import type { RgbaPicture, RunEvent } from '../execute/events.ts';
import { createCosts } from '../planning/cost-model.ts';
import { stepsToRun } from '../planning/needs.ts';
import type { Client } from '../worker/client.ts';
import type { RunResult } from '../worker/protocol.ts';
import { cancelledResult, type RunHandle } from '../worker/run-queue.ts';

/** Milliseconds that a step of this type is thought to take. */
type Cost = (step: PlanStep) => number;

/**
 * Which of the waiting plans a free worker should take. One with the least to do for it, since that
 * shares the most with what it has kept. Not one whose work is, for the greater part, done or being
 * done by another worker: that one has it for nothing.
 * @param kept keys of the values this worker holds.
 * @param elsewhere keys of values that other workers hold or are making now.
 * @returns its index, or undefined when it is better to wait.
 */
function choosePlan(
  waiting: readonly Plan[],
  kept: ReadonlySet<string>,
  elsewhere: ReadonlySet<string>,
  cost: Cost,
): number | undefined {
  let best: { readonly index: number; readonly cost: number } | undefined;
  for (const [index, plan] of waiting.entries()) {
    const todo = stepsToRun(plan, kept);
    const all = sum(todo, cost);
    const shared = sum(
      todo.filter(({ key }) => elsewhere.has(key)),
      cost,
    );
    if (shared > all / 2) continue;
    if (!best || all < best.cost) best = { index, cost: all };
  }
  return best?.index;
}

function sum(steps: readonly PlanStep[], cost: Cost): number {
  return steps.reduce((total, step) => total + cost(step), 0);
}

/** Runs many plans, such as the variants of a graph, on several workers. */
export interface Pool {
  /** Begins as soon as a worker is free for it; `handle.cancel` also takes it off the list. */
  run(plan: Plan, listener?: PoolListener): PoolHandle;
  cancelAll(): void;
  /** Keys that are held by the worker which would have the least to do for the plan. */
  keysFor(plan: Plan): ReadonlySet<string>;
  /** Ends the workers that the pool has started itself. */
  close(): void;
}

export type PoolListener = (event: RunEvent<RgbaPicture>) => void;

export type PoolHandle = Omit<RunHandle, 'run'>;

export interface PoolOptions {
  readonly catalog: Catalog;
  /** Takes part, and stays open when the pool closes. */
  readonly first: Client;
  /** Starts a further worker, on the backend of the first so that keys agree. */
  readonly more: () => Client;
  /**
   * Workers at once, the first included. One for each core is the most that helps, and each keeps
   * its network and pictures in memory. Those at work share the cores between them.
   */
  readonly workers: number;
  readonly cores: number;
}

interface Job {
  readonly plan: Plan;
  readonly listener: PoolListener | undefined;
  readonly finish: (result: Result<RunResult>) => void;
  handle?: RunHandle;
}

interface Seat {
  readonly client: Client;
  /** What it is at, and the keys it is making. */
  job?: { readonly of: Job; readonly keys: ReadonlySet<string> };
}

export function createPool({ catalog, first, more, workers, cores }: PoolOptions): Pool {
  const seats: Seat[] = [{ client: first }];
  const waiting: Job[] = [];
  const costs = createCosts(catalog);

  const deal = () => {
    for (const seat of seats) if (!seat.job) offer(seat, keysElsewhere(seat));
    // Two workers that each hold what the other lacks would wait for each other.
    const [seat] = seats;
    if (seat && !seats.some(({ job }) => job)) offer(seat, new Set());
    // A further worker only when it would have something of its own to do.
    while (waiting.length > 0 && seats.length < workers) {
      const elsewhere = keysElsewhere();
      if (choose(new Set(), elsewhere) === undefined) return;
      const further = { client: more() };
      seats.push(further);
      offer(further, elsewhere);
    }
  };

  const shareCores = () => {
    const busy = seats.filter(({ job }) => job).length;
    for (const { client } of seats) client.useThreads(Math.floor(cores / Math.max(1, busy)));
  };

  /** What other workers keep, or are making now. */
  const keysElsewhere = (self?: Seat): ReadonlySet<string> => {
    const keys = new Set<string>();
    for (const seat of seats) {
      if (seat === self) continue;
      for (const key of seat.client.cachedKeys()) keys.add(key);
      for (const key of seat.job?.keys ?? []) keys.add(key);
    }
    return keys;
  };

  const choose = (kept: ReadonlySet<string>, elsewhere: ReadonlySet<string>) =>
    choosePlan(
      waiting.map(({ plan }) => plan),
      kept,
      elsewhere,
      costs.of,
    );

  const offer = (seat: Seat, elsewhere: ReadonlySet<string>) => {
    const index = choose(seat.client.cachedKeys(), elsewhere);
    const [job] = index === undefined ? [] : waiting.splice(index, 1);
    if (job) void carryOut(seat, job);
  };

  const carryOut = async (seat: Seat, job: Job) => {
    const todo = stepsToRun(job.plan, seat.client.cachedKeys());
    seat.job = { of: job, keys: new Set(todo.map(({ key }) => key)) };
    shareCores();
    job.handle = seat.client.run(job.plan, job.listener);
    const result = await job.handle.finished;
    if (result.ok) costs.learn(result.value.report);
    delete seat.job;
    shareCores();
    job.finish(result);
    deal();
  };

  const cancel = (job: Job) => {
    const at = waiting.indexOf(job);
    if (at >= 0) {
      waiting.splice(at, 1);
      job.finish(ok(cancelledResult(job.plan)));
    } else job.handle?.cancel();
  };

  return {
    run: (plan, listener) => {
      let finish: Job['finish'] = () => {};
      const finished = new Promise<Result<RunResult>>((resolve) => {
        finish = resolve;
      });
      const job: Job = { plan, listener, finish };
      waiting.push(job);
      // Plans that are handed in together are dealt together.
      queueMicrotask(deal);
      return { finished, cancel: () => cancel(job) };
    },
    cancelAll: () => {
      for (const job of [...waiting]) cancel(job);
      for (const { job } of seats) job?.of.handle?.cancel();
    },
    keysFor: (plan) => {
      const todo = (keys: ReadonlySet<string>) =>
        stepsToRun(plan, keys).reduce((total, step) => total + costs.of(step), 0);
      const held = seats.map(({ client }) => client.cachedKeys());
      return held.reduce((best, keys) => (todo(keys) < todo(best) ? keys : best));
    },
    close: () => {
      for (const { client } of seats.splice(1)) client.close();
    },
  };
}
