import { ok, type Result } from '../../common/result.ts';
import type { Plan, PlanStep } from '../compile/plan.ts';
import type { RunReport } from '../execute/events.ts';
import type { CostModel } from '../planning/cost-model.ts';
import { stepsToRun } from '../planning/needs.ts';
import type { Client } from '../worker/client.ts';
import type { FrameOptions, RunResult } from '../worker/protocol.ts';
import { cancelledResult, type RunHandle, type RunListener } from '../worker/run-queue.ts';

export interface PoolOptions {
  /** Learns from every run. */
  readonly costs: CostModel;
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

export type PoolHandle = Omit<RunHandle, 'run'>;

interface Job {
  readonly plan: Plan;
  readonly listener: RunListener | undefined;
  readonly of: FrameOptions | undefined;
  readonly finish: (result: Result<RunResult>) => void;
  handle?: RunHandle;
}

interface PoolWorker {
  readonly client: Client;
  /** What it runs, and the keys of the values it makes. */
  current?: { readonly job: Job; readonly keys: ReadonlySet<string> };
}

/** Runs many plans, such as the variants of a graph, on several workers. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #workers: PoolWorker[];
  readonly #waiting: Job[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#workers = [{ client: options.first }];
  }

  /** Begins as soon as a worker is free for it; `handle.cancel` also takes it off the list. */
  run(plan: Plan, listener?: RunListener, of?: FrameOptions): PoolHandle {
    let finish: Job['finish'] = () => {};
    const finished = new Promise<Result<RunResult>>((resolve) => {
      finish = resolve;
    });
    const job: Job = { plan, listener, of, finish };
    this.#waiting.push(job);
    // Plans that are handed in together are assigned together.
    queueMicrotask(() => this.#assign());
    return {
      finished,
      cancel: () => this.#cancel(job),
      keep: () => (job.handle ? job.handle.keep() : this.#cancel(job)),
    };
  }

  cancelAll(): void {
    for (const job of [...this.#waiting]) this.#cancel(job);
    for (const { current } of this.#workers) current?.job.handle?.cancel();
  }

  /** Keys that are held by the worker which would have the least to do for the plan. */
  keysFor(plan: Plan): ReadonlySet<string> {
    const todo = (keys: ReadonlySet<string>) => this.#sum(stepsToRun(plan, keys), plan, keys);
    const held = this.#workers.map(({ client }) => client.cachedKeys());
    return held.reduce((best, keys) => (todo(keys) < todo(best) ? keys : best));
  }

  /** Ends the workers that the pool has started itself. */
  close(): void {
    for (const { client } of this.#workers.splice(1)) client.close();
  }

  #assign(): void {
    for (const worker of this.#workers) {
      if (!worker.current) this.#offer(worker, this.#keysElsewhere(worker));
    }
    // Two workers that each hold what the other lacks would wait for each other.
    const [first] = this.#workers;
    if (first && !this.#workers.some(({ current }) => current)) this.#offer(first, new Set());
    // A further worker only when it would have something of its own to do.
    while (this.#waiting.length > 0 && this.#workers.length < this.#options.workers) {
      const elsewhere = this.#keysElsewhere();
      if (this.#choose(new Set(), elsewhere) === undefined) return;
      const further = { client: this.#options.more() };
      this.#workers.push(further);
      this.#offer(further, elsewhere);
    }
  }

  /** What other workers hold, or are making now. */
  #keysElsewhere(self?: PoolWorker): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const worker of this.#workers) {
      if (worker === self) continue;
      for (const key of worker.client.cachedKeys()) keys.add(key);
      for (const key of worker.current?.keys ?? []) keys.add(key);
    }
    return keys;
  }

  #offer(worker: PoolWorker, elsewhere: ReadonlySet<string>): void {
    const index = this.#choose(worker.client.cachedKeys(), elsewhere);
    const [job] = index === undefined ? [] : this.#waiting.splice(index, 1);
    if (job) void this.#run(worker, job);
  }

  /**
   * Which of the waiting plans a free worker should take. One with the least to do for it, since
   * that shares the most with what it holds. Not one whose work is, for the greater part, done or
   * being done by another worker: that one has it for nothing.
   * @param cached keys of the values this worker holds.
   * @param elsewhere keys of values that other workers hold or are making now.
   * @returns its index, or undefined when it is better to wait.
   */
  #choose(cached: ReadonlySet<string>, elsewhere: ReadonlySet<string>): number | undefined {
    let best: { readonly index: number; readonly cost: number } | undefined;
    for (const [index, { plan }] of this.#waiting.entries()) {
      const todo = stepsToRun(plan, cached);
      const cost = this.#sum(todo, plan, cached);
      const shared = todo.filter(({ key }) => elsewhere.has(key));
      if (this.#sum(shared, plan, cached) > cost / 2) continue;
      if (!best || cost < best.cost) best = { index, cost };
    }
    return best?.index;
  }

  #sum(steps: readonly PlanStep[], plan: Plan, held: ReadonlySet<string>): number {
    const { costs } = this.#options;
    return steps.reduce((total, step) => total + costs.expect(step, plan, held), 0);
  }

  async #run(worker: PoolWorker, job: Job): Promise<void> {
    const { plan, listener, of } = job;
    const held = new Set(worker.client.cachedKeys());
    const todo = stepsToRun(plan, held);
    worker.current = { job, keys: new Set(todo.map(({ key }) => key)) };
    this.#shareCores();
    job.handle = worker.client.run(plan, listener, of);
    const result = await job.handle.finished;
    if (result.ok) this.#learn(plan, result.value.report, held);
    delete worker.current;
    this.#shareCores();
    job.finish(result);
    this.#assign();
  }

  #learn(plan: Plan, report: RunReport, held: ReadonlySet<string>): void {
    for (const { step, ms, cached, problem, skippedBecause } of report.steps) {
      const planned = plan.steps[step];
      if (!planned || cached || problem || skippedBecause !== undefined) continue;
      this.#options.costs.learn(planned, plan, ms, held);
    }
  }

  #shareCores(): void {
    const busy = this.#workers.filter(({ current }) => current).length;
    const threads = Math.floor(this.#options.cores / Math.max(1, busy));
    for (const { client } of this.#workers) client.useThreads(threads);
  }

  #cancel(job: Job): void {
    const at = this.#waiting.indexOf(job);
    if (at < 0) {
      job.handle?.cancel();
      return;
    }
    this.#waiting.splice(at, 1);
    job.finish(ok(cancelledResult(job.plan)));
  }
}
