import { hostname } from 'node:os';
import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { isFailure } from '../terminal/exit-status.ts';
import { folderBlobs, redisBlobs } from './blobs.ts';
import { type Connection, keptSeconds, prefix } from './connection.ts';
import { contentKey, type JobData, type JobValue, readJob } from './job.ts';
import type { Processor, QueueJob } from './libraries.ts';
import type { Machine } from './machine.ts';
import {
  announce,
  cancelChannel,
  cancelledKey,
  jobQueue,
  leaseKey,
  machines,
  mostStalled,
  resultKey,
  skillOf,
  submissionQueue,
  withdraw,
} from './queues.ts';
import { cancelled } from './run-job.ts';

/** Different jobs in a row whose failure shows that something is wrong with the machine. */
const mostFailures = 3;
/** How often a job is tried, on different machines if there are any. */
const mostTries = 3;
/** Failures that any other machine would have as well, so that no other is tried. */
const everywhere: readonly string[] = ['blobs-full', 'blob-gone'];
/** What a machine was told not to do, but another may do. */
const refusals: readonly string[] = ['over-limit', 'address-refused'];

export interface Taking {
  /** The folder that the machines share; null: there is none. */
  readonly folder: string | null;
  /** What this machine is called; null: by its host. */
  readonly name: string | null;
  /** Milliseconds after which a job of a machine that is gone goes to another. */
  readonly lockMs: number;
  readonly tell: (sentence: string) => void;
}

/**
 * Takes jobs until it is told to end, or until so many in a row have failed that the machine itself
 * must be at fault. Problem: `machine-unfit`.
 */
export function takeJobs(
  connection: Connection,
  machine: Machine,
  options: Taking,
  end: AbortSignal,
): Promise<Result<void>> {
  return new JobTaker(connection, machine, options).run(end);
}

/** A result by its content key. */
interface StoredResult {
  /** Id of the job for which it was computed. */
  readonly job: string;
  readonly value: JobValue;
}

class JobTaker {
  readonly #connection: Connection;
  readonly #machine: Machine;
  readonly #options: Taking;
  readonly #name: string;
  readonly #skill: string;
  readonly #since = Date.now();
  #done = 0;
  #failed = 0;
  readonly #failedInRow = new Set<string>();
  /** What is at work now, or was last. */
  #current: { readonly submission: string; readonly cancel: AbortController } | undefined;
  #giveUp: (problem: Problem) => void = () => {};

  constructor(connection: Connection, machine: Machine, options: Taking) {
    this.#connection = connection;
    this.#machine = machine;
    this.#options = options;
    this.#name = options.name ?? `${hostname()}-${process.pid}`;
    this.#skill = skillOf(machine.profile);
  }

  async run(end: AbortSignal): Promise<Result<void>> {
    const { libraries, another } = this.#connection;
    const { lockMs, tell } = this.#options;
    await this.#announce();
    const heart = setInterval(() => void this.#announce().catch(() => {}), 5000);
    await this.#listenForCancels();
    const settings = () => ({
      ...{ prefix, connection: another(), concurrency: 1 },
      ...{ lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: mostStalled },
    });
    const workers = [
      new libraries.Worker(jobQueue(this.#skill), this.#process, settings()),
      // A submission whose jobs are all over has nothing left to do.
      new libraries.Worker(submissionQueue, async () => null, settings()),
    ];
    for (const worker of workers) worker.on('error', () => {});
    tell(`${this.#name} takes jobs (${this.#skill}). Ctrl-C ends it after the one at work.`);
    const problem = await new Promise<Problem | null>((resolve) => {
      this.#giveUp = resolve;
      if (end.aborted) resolve(null);
      end.addEventListener('abort', () => resolve(null));
    });
    await Promise.all(workers.map((worker) => worker.close()));
    clearInterval(heart);
    await withdraw(this.#connection, this.#name);
    return problem ? fail(problem) : ok(undefined);
  }

  #process: Processor<JobData, JobValue | null> = async (job, token) => {
    const { libraries, redis } = this.#connection;
    const read = readJob(job.data);
    if (!read.ok) throw new libraries.UnrecoverableError(problemText(read.problem));
    const { submission, tried } = read.value;
    // Before it is asked whether it was cancelled, so that a word which comes then is not missed.
    const cancel = new AbortController();
    this.#current = { submission, cancel };
    if (await redis.exists(cancelledKey(submission))) {
      throw new libraries.UnrecoverableError(cancelled.message);
    }
    const key = await contentKey(read.value, this.#skill);
    const known = await this.#resultOf(key, read.value, job.id);
    if (known) return known;
    if (await this.#isBetterElsewhere(tried)) return this.#putOff(job, token);
    if (!(await this.#lease(key, job.id))) return this.#putOff(job, token);
    const renew = setInterval(
      () => void redis.expire(leaseKey(key), this.#leaseSeconds).catch(() => {}),
      this.#options.lockMs / 2,
    );
    try {
      return await this.#compute(job, key, token, cancel.signal);
    } finally {
      clearInterval(renew);
      await redis.del(leaseKey(key));
    }
  };

  async #compute(
    job: QueueJob<JobData, JobValue | null>,
    key: string,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<JobValue | null> {
    const { libraries, redis } = this.#connection;
    const { name } = job.data;
    const result = await this.#machine.run(job.data, {
      signal,
      onProgress: ({ fraction, label }) =>
        void job.updateProgress({ fraction, label, machine: this.#name }).catch(() => {}),
    });
    if (result.ok) {
      this.#done++;
      this.#failedInRow.clear();
      const value: JobValue = { ...result.value, machine: this.#name };
      const stored: StoredResult = { job: job.id, value };
      await redis.set(resultKey(key), JSON.stringify(stored), 'EX', keptSeconds);
      this.#options.tell(`Done: ${name}`);
      return value;
    }
    const sentence = problemText(result.problem);
    this.#options.tell(`Failed: ${name}: ${sentence}`);
    const { code } = result.problem;
    const tried = [...job.data.tried, { machine: this.#name, sentence }];
    const isRefused = refusals.includes(code) && (await this.#isBetterElsewhere(tried));
    if (!isRefused && (!isFailure(result.problem) || everywhere.includes(code))) {
      throw new libraries.UnrecoverableError(sentence);
    }
    await job.updateData({ ...job.data, tried });
    if (isRefused) return this.#putOff(job, token);
    this.#failed++;
    this.#countFailure(job.id, sentence);
    if (tried.length >= mostTries) {
      const places = new Set(tried.map(({ machine }) => machine)).size;
      const where = places === 1 ? `on ${this.#name}` : `on ${places} machines`;
      throw new libraries.UnrecoverableError(`Tried ${tried.length} times ${where}: ${sentence}`);
    }
    return this.#putOff(job, token);
  }

  /**
   * What another submission has had made, or a machine that was gone before it could say so; as long as
   * the pictures are still there.
   */
  async #resultOf(key: string, job: JobData, id: string): Promise<JobValue | undefined> {
    const { redis } = this.#connection;
    const text = await redis.get(resultKey(key));
    if (text === null) return undefined;
    const { job: maker, value } = JSON.parse(text) as StoredResult;
    const { folder } = this.#options;
    const shared = folder === null ? undefined : folderBlobs(folder);
    const blobs = job.blobs === 'redis' ? redisBlobs(redis) : shared;
    for (const { blob } of value.pictures) if (!(await blobs?.has(blob))) return undefined;
    const names = new Map(job.outputs.map(({ node, name }) => [node, name]));
    const pictures = value.pictures.map((each) => ({
      ...each,
      name: names.get(each.node) ?? each.name,
    }));
    return { ...value, pictures, computed: maker === id ? value.computed : [] };
  }

  /** Whether it has failed here, and a machine is there on which it has not. */
  async #isBetterElsewhere(tried: JobData['tried']): Promise<boolean> {
    const places = new Set(tried.map(({ machine }) => machine));
    if (!places.has(this.#name)) return false;
    const there = await machines(this.#connection);
    return there.some(({ name, skill }) => skill === this.#skill && !places.has(name));
  }

  /** Back into the queue, behind the others. */
  async #putOff(job: QueueJob<JobData, unknown>, token: string | undefined): Promise<never> {
    await job.moveToDelayed(Date.now() + 1000, token);
    throw new this.#connection.libraries.DelayedError();
  }

  get #leaseSeconds(): number {
    return Math.max(1, Math.ceil((2 * this.#options.lockMs) / 1000));
  }

  /** @returns false where a job of another submission computes the very same at this moment. */
  async #lease(key: string, job: string): Promise<boolean> {
    const { redis } = this.#connection;
    const at = leaseKey(key);
    if (await redis.set(at, job, 'EX', this.#leaseSeconds, 'NX')) return true;
    // Its own, from a machine that is gone.
    return (await redis.get(at)) === job;
  }

  #countFailure(job: string, sentence: string): void {
    if (this.#failedInRow.add(job).size < mostFailures) return;
    this.#giveUp({
      code: 'machine-unfit',
      message: `${mostFailures} jobs in a row have failed on ${this.#name}, so it takes no more. The last one: ${sentence}`,
      remedy: 'Mend the machine, then start it again.',
    });
  }

  async #listenForCancels(): Promise<void> {
    const listener = this.#connection.another();
    listener.on('message', (_, submission) => {
      if (this.#current?.submission === submission) this.#current.cancel.abort();
    });
    await listener.subscribe(cancelChannel);
  }

  #announce(): Promise<void> {
    const [name, skill, since] = [this.#name, this.#skill, this.#since];
    const [done, failed] = [this.#done, this.#failed];
    return announce(this.#connection, { name, skill, since, done, failed });
  }
}
