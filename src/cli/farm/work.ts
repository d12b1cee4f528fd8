import { hostname } from 'node:os';
import { ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { isFailure } from '../terminal/exit-status.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import { folderBlobs, redisBlobs } from './blobs.ts';
import { type Connection, connect, keptSeconds, prefix } from './connection.ts';
import { contentKey, type JobData, type JobValue, readJob } from './job.ts';
import type { Processor, QueueJob } from './libraries.ts';
import type { Limits } from './limits.ts';
import { type Machine, startMachine } from './machine.ts';
import {
  announce,
  cancelChannel,
  cancelledKey,
  jobQueue,
  leaseKey,
  machines,
  resultKey,
  submissionQueue,
  withdraw,
} from './queues.ts';

export interface WorkOptions {
  readonly queue: string;
  readonly folder: string | null;
  readonly threads: number | null;
  readonly name: string | null;
  readonly limits: Limits;
  /** The command's own script. */
  readonly script: string;
  /** Milliseconds after which a job of a machine that is gone goes to another. */
  readonly lockMs: number;
}

/** Failures in a row after which something is wrong with the machine, not with the jobs. */
const mostFailures = 3;
/** Machines on which a job is tried. */
const mostTries = 3;

/**
 * Takes jobs until it is told to end, or until so many in a row have failed that the machine itself
 * must be at fault. Problems: those of `connect` and `createJobRunner`, `machine-unfit`.
 */
export async function work(
  options: WorkOptions,
  terminal: Terminal,
  end: AbortSignal,
): Promise<Result<void>> {
  const connection = await connect(options.queue);
  if (!connection.ok) return connection;
  const { queue, folder, threads, limits } = options;
  const machine = await startMachine(options.script, { queue, folder, threads, limits });
  if (!machine.ok) return machine;
  const done = await new WorkingMachine(connection.value, machine.value, options, terminal).run(
    end,
  );
  machine.value.close();
  connection.value.close();
  return done;
}

class WorkingMachine {
  readonly #connection: Connection;
  readonly #machine: Machine;
  readonly #options: WorkOptions;
  readonly #terminal: Terminal;
  readonly #name: string;
  readonly #since = Date.now();
  #done = 0;
  #failed = 0;
  #failedInRow = 0;
  /** What is at work now. */
  #current: { readonly submission: string; readonly cancel: AbortController } | undefined;
  #giveUp: (problem: Problem) => void = () => {};

  constructor(connection: Connection, machine: Machine, options: WorkOptions, terminal: Terminal) {
    this.#connection = connection;
    this.#machine = machine;
    this.#options = options;
    this.#terminal = terminal;
    this.#name = options.name ?? `${hostname()}-${process.pid}`;
  }

  async run(end: AbortSignal): Promise<Result<void>> {
    const { libraries, another } = this.#connection;
    const { lockMs } = this.#options;
    const { profile } = this.#machine;
    await this.#announce();
    const heart = setInterval(() => void this.#announce().catch(() => {}), 5000);
    await this.#listenForCancels();
    const settings = {
      prefix,
      concurrency: 1,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      // A job that takes machines down with it must not take them all.
      maxStalledCount: 10,
    };
    const workers = [
      new libraries.Worker(jobQueue(profile), this.#process, {
        ...settings,
        connection: another(),
      }),
      // A submission whose jobs are all over has nothing left to do.
      new libraries.Worker(submissionQueue, async () => null, {
        ...settings,
        connection: another(),
      }),
    ];
    for (const worker of workers) worker.on('error', () => {});
    this.#say(`${this.#name} takes jobs (${profile}). Ctrl-C ends it after the one at work.`);
    const problem = await new Promise<Problem | null>((resolve) => {
      this.#giveUp = resolve;
      if (end.aborted) resolve(null);
      end.addEventListener('abort', () => resolve(null));
    });
    await Promise.all(workers.map((worker) => worker.close()));
    clearInterval(heart);
    await withdraw(this.#connection, this.#name);
    return problem ? { ok: false, problem } : ok(undefined);
  }

  #process: Processor<JobData, JobValue | null> = async (job, token) => {
    const { libraries, redis } = this.#connection;
    const read = readJob(job.data);
    if (!read.ok) throw new libraries.UnrecoverableError(problemText(read.problem));
    const { submission, tried } = read.value;
    if (await redis.exists(cancelledKey(submission))) {
      throw new libraries.UnrecoverableError('It was cancelled.');
    }
    const key = await contentKey(read.value, this.#machine.profile);
    const known = await this.#resultOf(key, read.value);
    if (known) return known;
    if (await this.#isBetterElsewhere(tried)) return this.#putOff(job, token);
    if (!(await this.#lease(key, job.id))) return this.#putOff(job, token);
    const renew = setInterval(
      () => void redis.expire(leaseKey(key), this.#leaseSeconds).catch(() => {}),
      this.#options.lockMs / 2,
    );
    try {
      return await this.#compute(job, key, token);
    } finally {
      clearInterval(renew);
      await redis.del(leaseKey(key));
    }
  };

  async #compute(
    job: QueueJob<JobData, JobValue | null>,
    key: string,
    token: string | undefined,
  ): Promise<JobValue | null> {
    const { libraries, redis } = this.#connection;
    const { submission, name } = job.data;
    const cancel = new AbortController();
    this.#current = { submission, cancel };
    const result = await this.#machine.run(job.data, {
      signal: cancel.signal,
      onProgress: ({ fraction, label }) =>
        void job.updateProgress({ fraction, label, machine: this.#name }).catch(() => {}),
    });
    this.#current = undefined;
    if (result.ok) {
      this.#done++;
      this.#failedInRow = 0;
      const value: JobValue = { ...result.value, machine: this.#name };
      await redis.set(resultKey(key), JSON.stringify(value), 'EX', keptSeconds);
      this.#say(`Done: ${name}`);
      return value;
    }
    const sentence = problemText(result.problem);
    this.#say(`Failed: ${name}: ${sentence}`);
    if (!isFailure(result.problem)) throw new libraries.UnrecoverableError(sentence);
    this.#failed++;
    this.#countFailure(sentence);
    const tried = [...job.data.tried, { machine: this.#name, sentence }];
    await job.updateData({ ...job.data, tried });
    if (tried.length >= mostTries) {
      const places = new Set(tried.map(({ machine }) => machine)).size;
      const where = places === 1 ? `on ${this.#name}` : `on ${places} machines`;
      throw new libraries.UnrecoverableError(`Tried ${tried.length} times ${where}: ${sentence}`);
    }
    return this.#putOff(job, token);
  }

  /** What another submission has had made, as long as its pictures are still there. */
  async #resultOf(key: string, job: JobData): Promise<JobValue | undefined> {
    const { redis } = this.#connection;
    const text = await redis.get(resultKey(key));
    if (text === null) return undefined;
    const value = JSON.parse(text) as JobValue;
    const { folder } = this.#options;
    const shared = folder === null ? undefined : folderBlobs(folder);
    const blobs = job.blobs === 'redis' ? redisBlobs(redis) : shared;
    for (const { blob } of value.pictures) if (!(await blobs?.has(blob))) return undefined;
    const names = new Map(job.outputs.map(({ node, name }) => [node, name]));
    const pictures = value.pictures.map((each) => ({
      ...each,
      name: names.get(each.node) ?? each.name,
    }));
    return { ...value, pictures, computed: [], known: true };
  }

  /** Whether it has failed here, and a machine is there on which it has not. */
  async #isBetterElsewhere(tried: JobData['tried']): Promise<boolean> {
    const places = new Set(tried.map(({ machine }) => machine));
    if (!places.has(this.#name)) return false;
    const { profile } = this.#machine;
    const there = await machines(this.#connection);
    return there.some((other) => other.profile === profile && !places.has(other.name));
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

  #countFailure(sentence: string): void {
    this.#failedInRow++;
    if (this.#failedInRow < mostFailures) return;
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
    const { profile } = this.#machine;
    const [since, done, failed] = [this.#since, this.#done, this.#failed];
    return announce(this.#connection, { name: this.#name, profile, since, done, failed });
  }

  #say(line: string): void {
    this.#terminal.stderr.write(`${line}\n`);
  }
}
