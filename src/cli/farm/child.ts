import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/index.ts';
import { detailInWords, type RunEvent } from '../../runtime/node.ts';
import { ignoreSignals } from '../terminal/process-end.ts';
import { type Blobs, folderBlobs, redisBlobs } from './blobs.ts';
import { withQueue } from './connection.ts';
import { type JobData, type JobValue, readJob } from './job.ts';
import type { Redis } from './libraries.ts';
import type { Limits } from './limits.ts';
import { createJobRunner, type JobRunner } from './run-job.ts';

/*
 * The process in which a machine computes. The one that holds the jobs stays idle, or their locks
 * would be lost; and a job that ends its process does not end the machine.
 */

/** What the process is told at its start. */
export interface ChildSetup {
  readonly queue: string;
  /** The folder that the machines share; null: there is none. */
  readonly folder: string | null;
  readonly threads: number | null;
  readonly limits: Limits;
}

export type ToChild =
  | { readonly kind: 'start'; readonly setup: ChildSetup }
  | { readonly kind: 'run'; readonly job: unknown }
  | { readonly kind: 'cancel' };

export type FromChild =
  | { readonly kind: 'ready'; readonly profile: string }
  | { readonly kind: 'unfit'; readonly problem: Problem }
  | { readonly kind: 'progress'; readonly fraction: number; readonly label: string }
  | { readonly kind: 'done'; readonly result: Result<Omit<JobValue, 'machine'>> };

/** Serves the process that started this one, until that one is gone. */
export async function serveParent(): Promise<never> {
  process.on('disconnect', () => process.exit(0));
  ignoreSignals();
  const setup = await new Promise<ChildSetup>((resolve) => {
    process.once('message', (message: ToChild) => {
      if (message.kind === 'start') resolve(message.setup);
    });
  });
  const served = await withQueue(setup.queue, async ({ redis }) => {
    const runner = await createJobRunner(setup.threads ?? undefined);
    return runner.ok ? serveJobs(runner.value, redis, setup) : runner;
  });
  if (!served.ok) tell({ kind: 'unfit', problem: served.problem });
  return new Promise(() => {});
}

function serveJobs(runner: JobRunner, redis: Redis, setup: ChildSetup): Promise<never> {
  let cancel = new AbortController();
  process.on('message', async (message: ToChild) => {
    if (message.kind === 'cancel') cancel.abort();
    if (message.kind !== 'run') return;
    cancel = new AbortController();
    const result = await runOne(message.job, cancel.signal, { runner, redis, setup });
    tell({ kind: 'done', result });
  });
  tell({ kind: 'ready', profile: runner.profile });
  return new Promise(() => {});
}

interface Equipment {
  readonly runner: JobRunner;
  readonly redis: Redis;
  readonly setup: ChildSetup;
}

async function runOne(data: unknown, signal: AbortSignal, { runner, redis, setup }: Equipment) {
  const job = readJob(data);
  if (!job.ok) return job;
  const blobs = blobsOf(job.value, setup, redis);
  if (!blobs.ok) return blobs;
  const { limits } = setup;
  return runner.run(job.value, { blobs: blobs.value, limits, signal, onEvent: reporter() });
}

function tell(message: FromChild): void {
  process.send?.(message);
}

function blobsOf(job: JobData, { folder }: ChildSetup, redis: Redis): Result<Blobs> {
  if (job.blobs === 'redis') return ok(redisBlobs(redis));
  if (folder !== null) return ok(folderBlobs(folder));
  return fail({
    code: 'no-blob-folder',
    message:
      'The files of the job are in a folder that the machines share, and this one knows none.',
    remedy: 'Start the machine with --blobs FOLDER.',
  });
}

/** Tells a new octave at once, and else once a second. */
function reporter(): (event: RunEvent<Picture>) => void {
  let told = 0;
  let part = '';
  return (event) => {
    if (event.kind !== 'progress' || !event.detail) return;
    const now = 'octave' in event.detail ? `${event.node} ${event.detail.octave}` : event.node;
    if (now === part && performance.now() - told < 1000) return;
    part = now;
    told = performance.now();
    tell({ kind: 'progress', fraction: event.fraction, label: detailInWords(event.detail) });
  };
}
