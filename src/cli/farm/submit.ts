import { setTimeout as sleep } from 'node:timers/promises';
import { ok, type Problem, type Result } from '../../common/result.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { type Blobs, folderBlobs, redisBlobs } from './blobs.ts';
import { type Connection, connect, prefix } from './connection.ts';
import { contentKey, type JobData, type JobValue } from './job.ts';
import type { Flow, QueueJob } from './libraries.ts';
import { type JobWish, packJob } from './pack-job.ts';
import {
  cancelledKey,
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
  /** The arithmetic that the machines must have. */
  readonly profile: string;
}

/** What became of one wish, in the order of the wishes. */
export type Outcome =
  | { readonly kind: 'done'; readonly value: JobValue; readonly blobs: Blobs }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * Puts the jobs into the queue, unless they are there already, and follows them to their end.
 * @param onOutcome is called once for each job as soon as it is over, and awaited.
 * @param leave ends the following; the jobs go on.
 * @returns the id, and whether all are over. Problems: of `connect`, and of files that cannot be read
 *   or stored.
 */
export async function submit(
  wishes: readonly JobWish[],
  options: SubmitOptions,
  terminal: Terminal,
  {
    onOutcome,
    leave,
  }: {
    readonly onOutcome: (index: number, outcome: Outcome) => Promise<void>;
    readonly leave: AbortSignal;
  },
): Promise<Result<{ readonly id: string; readonly over: boolean }>> {
  const opened = await connect(options.queue);
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    const blobs =
      options.folder === null ? redisBlobs(connection.redis) : folderBlobs(options.folder);
    const packed = await packAll(wishes, options, blobs);
    if (!packed.ok) return packed;
    const { id, keys, jobs } = packed.value;
    const isNew = await enqueue(connection, { id, keys, jobs, options });
    const { stderr } = terminal;
    stderr.write(`Job ${id}: ${jobs.length} ${jobs.length === 1 ? 'picture' : 'pictures'}`);
    stderr.write(isNew ? '.\n' : ', submitted before.\n');
    await tellWhoWorks(connection, options.profile, terminal);
    const queue: JobQueue = openQueue(connection, jobQueue(options.profile));
    const children = jobs.map((_, index) => childId(id, index));
    const over = await follow(queue, children, terminal, leave, async (index, job) => {
      const value = job?.returnvalue;
      const state = value ? undefined : ((await job?.getState()) ?? 'unknown');
      if (value) await onOutcome(index, { kind: 'done', value, blobs });
      else if (job && state === 'failed') {
        await onOutcome(index, { kind: 'failed', problem: failureOf(job.failedReason) });
      } else {
        await onOutcome(index, {
          kind: 'failed',
          problem: failureOf('It is no longer in the queue.'),
        });
      }
    });
    await queue.close();
    if (!over) stderr.write(`It goes on. "dream jobs ${id}" shows how far it is.\n`);
    return ok({ id, over });
  } finally {
    connection.close();
  }
}

interface Packed {
  readonly id: string;
  readonly keys: readonly string[];
  readonly jobs: readonly JobData[];
}

async function packAll(
  wishes: readonly JobWish[],
  { folder, profile }: SubmitOptions,
  blobs: Blobs,
): Promise<Result<Packed>> {
  const jobs: Omit<JobData, 'submission'>[] = [];
  for (const wish of wishes) {
    const job = await packJob(wish, blobs, folder === null ? 'redis' : 'folder');
    if (!job.ok) return job;
    jobs.push(job.value);
  }
  const keys = await Promise.all(
    jobs.map((job) => contentKey({ ...job, submission: '' }, profile)),
  );
  const id = submissionId(keys);
  return ok({ id, keys, jobs: jobs.map((job) => ({ ...job, submission: id })) });
}

function childId(submission: string, index: number): string {
  return `${submission}-${String(index + 1).padStart(4, '0')}`;
}

/** @returns false if it is there already, from before. */
async function enqueue(
  connection: Connection,
  { id, keys, jobs, options }: Packed & { readonly options: SubmitOptions },
): Promise<boolean> {
  const { profile, name } = options;
  const submissions = openQueue<Submission, null>(connection, submissionQueue);
  const known = await submissions.getJob(id);
  const wasCancelled = (await connection.redis.del(cancelledKey(id))) > 0;
  if (known && wasCancelled) await removeAll(connection, known);
  await submissions.close();
  if (known && !wasCancelled) return false;
  const children = jobs.map((data, index): Flow => {
    const opts = { ...keptOptions(childId(id, index)), ignoreDependencyOnFailure: true };
    return { name: data.name, queueName: jobQueue(profile), data, opts };
  });
  const data: Submission = {
    ...{ name, profile, keys },
    children: children.map(({ opts }) => opts.jobId),
  };
  const producer = new connection.libraries.FlowProducer({ connection: connection.redis, prefix });
  producer.on('error', () => {});
  await producer.add({ name, queueName: submissionQueue, data, opts: keptOptions(id), children });
  await producer.close();
  return true;
}

/** What was cancelled may be asked for again, from the beginning. */
async function removeAll(
  connection: Connection,
  submission: QueueJob<Submission, null>,
): Promise<void> {
  const queue: JobQueue = openQueue(connection, jobQueue(submission.data.profile));
  for (const id of submission.data.children) await (await queue.getJob(id))?.remove();
  await queue.close();
  await submission.remove();
}

function keptOptions(jobId: string) {
  return { jobId, removeOnComplete: kept, removeOnFail: kept };
}

/** Nothing happens where no machine has the arithmetic that is asked for. */
async function tellWhoWorks(
  connection: Connection,
  profile: string,
  { stderr }: Terminal,
): Promise<void> {
  const there = await machines(connection);
  const fit = there.filter((machine) => machine.profile === profile).length;
  if (fit > 0)
    return void stderr.write(`${fit === 1 ? '1 machine works' : `${fit} machines work`} on it.\n`);
  const others = there.length > 0 ? ` ${there.length} compute with another version.` : '';
  stderr.write(`No machine works on it yet.${others} Start one with "dream work --queue …".\n`);
}

const pollMs = 500;
/** Looks after which a job that cannot be seen is taken to be gone. */
const mostAbsent = 10;

/** Looks after the jobs that are not over. @returns whether all of them are. */
async function follow(
  queue: JobQueue,
  children: readonly string[],
  terminal: Terminal,
  leave: AbortSignal,
  onOver: (index: number, job: QueueJob<JobData, JobValue> | undefined) => Promise<void>,
): Promise<boolean> {
  const bar = createProgressBar(terminal.stderr);
  const open = new Set(children.keys());
  const unseen = new Map<number, number>();
  while (open.size > 0 && !leave.aborted) {
    let share = 0;
    for (const index of [...open]) {
      const job = await queue.getJob(children[index] ?? '');
      const state = job ? await job.getState() : 'unknown';
      // Between two states, and while Redis comes back, a job is in none.
      const absent = state === 'unknown' ? (unseen.get(index) ?? 0) + 1 : 0;
      unseen.set(index, absent);
      if (state !== 'completed' && state !== 'failed' && absent < mostAbsent) {
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
    await sleep(pollMs, undefined, { signal: leave }).catch(() => {});
  }
  bar.clear();
  return open.size === 0;
}

function fractionOf(progress: unknown): number {
  const { fraction } = (progress ?? {}) as { readonly fraction?: unknown };
  return typeof fraction === 'number' ? Math.min(1, Math.max(0, fraction)) : 0;
}

function failureOf(reason: string | undefined): Problem {
  return { code: 'job-failed', message: reason ?? 'It failed without saying why.' };
}
