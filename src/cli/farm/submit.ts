import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { createProgressBar, type Terminal } from '../terminal/progress-bar.ts';
import { type Blobs, folderBlobs, redisBlobs } from './blobs.ts';
import { type Connection, prefix, withQueue } from './connection.ts';
import { contentKey, type JobData, type JobValue } from './job.ts';
import type { Flow, Queue, QueueJob } from './libraries.ts';
import { type JobWish, packJob } from './pack-job.ts';
import {
  cancelledKey,
  failureOf,
  type JobQueue,
  jobQueue,
  kept,
  machines,
  openQueue,
  type Submission,
  submissionId,
  submissionQueue,
} from './queues.ts';

export interface SubmitOptions {
  readonly queue: string;
  /** A folder that all machines share, for the files; null: they go through Redis. */
  readonly folder: string | null;
  /** What the whole is called in `dream jobs`. */
  readonly name: string;
  /** What the jobs ask of a machine: see `skillOf`. */
  readonly skill: string;
}

/** What became of one wish. */
export type Outcome =
  | { readonly kind: 'done'; readonly value: JobValue; readonly blobs: Blobs }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface Following {
  /** Called once for each wish, by its number, as soon as it is over, and awaited. */
  readonly onOutcome: (index: number, outcome: Outcome) => Promise<void>;
  /** Called when the jobs are in the queue. @returns a signal that ends the following; the jobs go on. */
  readonly onQueued: () => AbortSignal;
}

/**
 * Puts the jobs into the queue, unless they are there already, and follows them to their end.
 * @returns whether all are over. Problems: of `withQueue`, of files that cannot be read or stored, and
 *   `job-at-work`.
 */
export function submit(
  wishes: readonly JobWish[],
  options: SubmitOptions,
  terminal: Terminal,
  following: Following,
): Promise<Result<boolean>> {
  const tell = (sentence: string) => terminal.stderr.write(`${sentence}\n`);
  return withQueue(
    options.queue,
    async (connection) => {
      const { redis } = connection;
      const blobs = options.folder === null ? redisBlobs(redis) : folderBlobs(options.folder);
      const packed = await packAll(wishes, options, blobs);
      if (!packed.ok) return packed;
      const { id, jobs } = packed.value;
      const isNew = await enqueue(connection, packed.value, options, blobs);
      if (!isNew.ok) return isNew;
      const pictures = count(jobs.length, 'picture');
      tell(`Job ${id}: ${pictures}${isNew.value ? '' : ', submitted before'}.`);
      tell(await whoWorks(connection, options.skill));
      const leave = following.onQueued();
      const queue: JobQueue = openQueue(connection, jobQueue(options.skill));
      const children = jobs.map((_, index) => childId(id, index));
      let hasFailed = false;
      const over = await follow(queue, children, terminal, {
        leave,
        isCancelled: async () => (await redis.exists(cancelledKey(id))) > 0,
        onOver: (index, job) => {
          hasFailed ||= job !== undefined && !job.returnvalue;
          return following.onOutcome(index, outcomeOf(job, blobs));
        },
      });
      await queue.close();
      if (hasFailed) tell(`"dream jobs ${id} --retry" tries again what has failed.`);
      if (!over) tell(`It goes on. "dream jobs ${id}" shows how far it is.`);
      return ok(over);
    },
    tell,
  );
}

/** @param job undefined: it was removed, which `dream jobs --cancel` does. */
function outcomeOf(job: QueueJob<JobData, JobValue> | undefined, blobs: Blobs): Outcome {
  if (job?.returnvalue) return { kind: 'done', value: job.returnvalue, blobs };
  const removed = 'It is no longer in the queue; it may have been cancelled.';
  return {
    kind: 'failed',
    problem: { code: 'job-failed', message: job ? failureOf(job) : removed },
  };
}

interface Packed {
  readonly id: string;
  readonly keys: readonly string[];
  readonly jobs: readonly JobData[];
}

async function packAll(
  wishes: readonly JobWish[],
  { folder, skill }: SubmitOptions,
  blobs: Blobs,
): Promise<Result<Packed>> {
  const jobs: Omit<JobData, 'submission'>[] = [];
  for (const wish of wishes) {
    const job = await packJob(wish, blobs, folder === null ? 'redis' : 'folder');
    if (!job.ok) return job;
    jobs.push(job.value);
  }
  const keys = await Promise.all(jobs.map((job) => contentKey({ ...job, submission: '' }, skill)));
  const id = submissionId(keys);
  return ok({ id, keys, jobs: jobs.map((job) => ({ ...job, submission: id })) });
}

function childId(submission: string, index: number): string {
  return `${submission}-${String(index + 1).padStart(4, '0')}`;
}

/** @returns false if it is there already, from before. Problem: `job-at-work`. */
async function enqueue(
  connection: Connection,
  { id, keys, jobs }: Packed,
  { skill, name }: SubmitOptions,
  blobs: Blobs,
): Promise<Result<boolean>> {
  const { redis, libraries } = connection;
  const wasCancelled = (await redis.exists(cancelledKey(id))) > 0;
  const submissions = openQueue<Submission, null>(connection, submissionQueue);
  const queue: JobQueue = openQueue(connection, jobQueue(skill));
  try {
    const known = await submissions.getJob(id);
    if (known && !wasCancelled && (await isWhole(known.data, queue, blobs))) return ok(false);
    if (known && !(await removeAll(known, queue))) return fail(stillAtWork(id));
    await redis.del(cancelledKey(id));
  } finally {
    await Promise.all([submissions.close(), queue.close()]);
  }
  const children = jobs.map((data, index): Flow => {
    const opts = { ...kept, jobId: childId(id, index), ignoreDependencyOnFailure: true };
    return { name: data.name, queueName: jobQueue(skill), data, opts };
  });
  const data: Submission = {
    ...{ name, skill, keys },
    children: children.map(({ opts }) => opts.jobId),
  };
  const producer = new libraries.FlowProducer({ connection: redis, prefix });
  producer.on('error', () => {});
  await producer.add({
    name,
    queueName: submissionQueue,
    data,
    opts: { ...kept, jobId: id },
    children,
  });
  await producer.close();
  return ok(true);
}

/** Whether nothing of it was deleted since, after a week or for want of room. */
async function isWhole({ children }: Submission, queue: JobQueue, blobs: Blobs): Promise<boolean> {
  for (const id of children) {
    const job = await queue.getJob(id);
    if (!job) return false;
    for (const { blob } of job.returnvalue?.pictures ?? []) {
      if (!(await blobs.has(blob))) return false;
    }
  }
  return true;
}

/** Makes room for the same again, from the beginning. @returns false while a machine is at one. */
async function removeAll(
  submission: QueueJob<Submission, null>,
  queue: Queue<JobData, JobValue>,
): Promise<boolean> {
  for (const id of submission.data.children) {
    const job = await queue.getJob(id);
    if (job && (await job.getState()) === 'active') return false;
    await job?.remove();
  }
  await submission.remove();
  return true;
}

function stillAtWork(id: string): Problem {
  return {
    code: 'job-at-work',
    message: `Job ${id} was cancelled, and a machine has not yet ended its work on it.`,
    remedy: 'Submit it again in half a minute.',
  };
}

/** Nothing happens where no machine has the skill that is asked for. */
async function whoWorks(connection: Connection, skill: string): Promise<string> {
  const there = await machines(connection);
  const fit = there.filter((machine) => machine.skill === skill).length;
  if (fit > 0) return `${count(fit, 'machine')} at work.`;
  const others =
    there.length > 0 ? ` ${count(there.length, 'machine')} of another version of Dreamgraph.` : '';
  return `No machine works on it yet.${others} Start one with "dream work".`;
}

const pollMs = 500;
/** Looks after which a job that cannot be seen is taken to be gone. */
const mostAbsent = 10;

interface Looking {
  readonly leave: AbortSignal;
  readonly isCancelled: () => Promise<boolean>;
  readonly onOver: (index: number, job: QueueJob<JobData, JobValue> | undefined) => Promise<void>;
}

/** Looks after the jobs that are not over. @returns whether all of them are. */
async function follow(
  queue: JobQueue,
  children: readonly string[],
  terminal: Terminal,
  { leave, isCancelled, onOver }: Looking,
): Promise<boolean> {
  const bar = createProgressBar(terminal.stderr);
  const open = new Set(children.keys());
  const unseen = new Map<number, number>();
  while (open.size > 0 && !leave.aborted) {
    const began = performance.now();
    const enough = (await isCancelled()) ? 1 : mostAbsent;
    let share = 0;
    for (const index of [...open]) {
      const job = await queue.getJob(children[index] ?? '');
      const state = job ? await job.getState() : 'unknown';
      // Between two states, and while Redis comes back, a job is in none.
      const absent = state === 'unknown' ? (unseen.get(index) ?? 0) + 1 : 0;
      unseen.set(index, absent);
      if (state !== 'completed' && state !== 'failed' && absent < enough) {
        share += fractionOf(job?.progress);
        continue;
      }
      open.delete(index);
      bar.clear();
      // Once more: what was read before it ended does not have its result.
      await onOver(index, await queue.getJob(children[index] ?? ''));
    }
    const done = children.length - open.size;
    bar.update((done + share) / children.length, `${done} of ${children.length}`);
    // A queue of thousands of jobs takes a while to look at, and Redis has others to serve.
    const pause = Math.max(pollMs, performance.now() - began);
    await sleep(pause, undefined, { signal: leave }).catch(() => {});
  }
  bar.clear();
  return open.size === 0;
}

function fractionOf(progress: unknown): number {
  const { fraction } = (progress ?? {}) as { readonly fraction?: unknown };
  return typeof fraction === 'number' ? Math.min(1, Math.max(0, fraction)) : 0;
}
