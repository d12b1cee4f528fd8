import { fail, ok, type Result } from '../../common/result.ts';
import { closest, count } from '../../graph/document/names.ts';
import { formatDuration } from '../terminal/duration.ts';
import { type Connection, keptSeconds, withQueue } from './connection.ts';
import type { JobData, JobValue } from './job.ts';
import type { JobState, Queue, QueueJob } from './libraries.ts';
import {
  cancelChannel,
  cancelledKey,
  failureOf,
  type JobQueue,
  jobQueue,
  machines,
  openQueue,
  type Submission,
  submissionQueue,
} from './queues.ts';

export interface JobsOptions {
  readonly queue: string;
  /** Null: all of them. */
  readonly id: string | null;
  readonly action: 'show' | 'cancel' | 'retry';
}

/** @returns what a person reads. Problems: of `withQueue`, `unknown-job`. */
export function jobs({ queue, id, action }: JobsOptions): Promise<Result<string>> {
  return withQueue(queue, async (connection) => {
    const submissions = openQueue<Submission, null>(connection, submissionQueue);
    try {
      if (id === null) return ok(await overview(connection, submissions));
      const found = await submissions.getJob(id);
      if (!found) return fail(await unknown(submissions, id));
      const children = await childrenOf(connection, found.data);
      if (action === 'cancel') return ok(await cancel(connection, id, children));
      if (action === 'retry') return ok(await retry(connection, id, children));
      return ok(details(found, children));
    } finally {
      await submissions.close();
    }
  });
}

interface Child {
  readonly job: QueueJob<JobData, JobValue>;
  readonly state: JobState;
}

const listed: readonly JobState[] = [
  'waiting-children',
  'waiting',
  'active',
  'completed',
  'failed',
];

async function overview(
  connection: Connection,
  submissions: Queue<Submission, null>,
): Promise<string> {
  const found = (await submissions.getJobs(listed)).filter((job) => job !== undefined);
  const newestFirst = [...found].sort((a, b) => b.timestamp - a.timestamp);
  const lines: string[] = [];
  for (const job of newestFirst) {
    const children = await childrenOf(connection, job.data);
    lines.push(`${job.id}  ${job.data.name}: ${summary(children, job.data.children.length)}`);
  }
  if (lines.length === 0) lines.push('No jobs.');
  const there = await machines(connection);
  lines.push('', there.length === 0 ? 'No machines.' : 'Machines');
  for (const { name, skill, since, done, failed } of there) {
    const time = formatDuration(Date.now() - since);
    lines.push(`${name}  ${done} done, ${failed} failed, for ${time} (${skill})`);
  }
  return `${lines.join('\n')}\n`;
}

async function childrenOf(connection: Connection, submission: Submission): Promise<Child[]> {
  const queue: JobQueue = openQueue(connection, jobQueue(submission.skill));
  const found = submission.children.map(async (id): Promise<readonly Child[]> => {
    const job = await queue.getJob(id);
    return job ? [{ job, state: await job.getState() }] : [];
  });
  const children = (await Promise.all(found)).flat();
  await queue.close();
  return children;
}

/** "3 of 20 done, 2 running, 1 failed; 4.2 a minute, about 4 min left" */
function summary(children: readonly Child[], all: number): string {
  const number = (state: JobState) => children.filter((child) => child.state === state).length;
  const parts = [`${number('completed')} of ${all} done`];
  if (number('active') > 0) parts.push(`${number('active')} running`);
  if (number('failed') > 0) parts.push(`${number('failed')} failed`);
  if (children.length < all) parts.push(`${all - children.length} removed`);
  return parts.join(', ') + (number('active') > 0 ? paceOf(children) : '');
}

/** Of how many pictures the pace is reckoned: it changes when machines come and go. */
const recent = 20;

function paceOf(children: readonly Child[]): string {
  const ended = children.flatMap(({ job, state }) =>
    state === 'completed' ? [job.finishedOn ?? 0] : [],
  );
  const last = ended.sort((a, b) => b - a).slice(0, recent);
  const [since] = last.slice(-1);
  // The first of them only says when the next was begun.
  if (since === undefined || last.length < 3) return '';
  const each = (Date.now() - since) / (last.length - 1);
  const open = children.filter(({ state }) => state !== 'completed' && state !== 'failed').length;
  const perMinute = (60_000 / each).toPrecision(2);
  return `; ${Number(perMinute)} a minute, about ${formatDuration(open * each)} left`;
}

const words: Partial<Record<JobState, string>> = {
  completed: 'done',
  active: 'running',
  failed: 'failed',
};

function details(submission: QueueJob<Submission, null>, children: readonly Child[]): string {
  const { name, skill, children: all } = submission.data;
  const lines = [`${submission.id}  ${name} (${skill}): ${summary(children, all.length)}`];
  for (const { job, state } of children) {
    lines.push(`${job.data.name.padEnd(24)} ${words[state] ?? 'waiting'}${remarkOf(job, state)}`);
    for (const { machine, sentence } of job.data.tried) lines.push(`    ${machine}: ${sentence}`);
  }
  const overlap = repeated(children);
  if (overlap > 0) lines.push(`${count(overlap, 'step')} computed on more than one machine.`);
  return `${lines.join('\n')}\n`;
}

function remarkOf(job: Child['job'], state: JobState): string {
  if (state === 'failed') return `: ${failureOf(job)}`;
  if (state === 'completed') return job.returnvalue ? ` on ${job.returnvalue.machine}` : '';
  if (state !== 'active') return '';
  const { machine, label, fraction } = (job.progress ?? {}) as Record<string, unknown>;
  if (typeof fraction !== 'number') return '';
  return ` on ${machine}, ${Math.floor(fraction * 100)} % (${label})`;
}

/** Steps that were computed more often than once: what the pictures share, on several machines. */
function repeated(
  children: readonly { readonly job: Pick<Child['job'], 'returnvalue'> }[],
): number {
  const computed = children.flatMap(({ job }) => job.returnvalue?.computed ?? []);
  return computed.length - new Set(computed).size;
}

async function cancel(
  { redis }: Connection,
  id: string,
  children: readonly Child[],
): Promise<string> {
  // First, for machines that take one which is about to be removed.
  await redis.set(cancelledKey(id), 'yes', 'EX', keptSeconds);
  let removed = 0;
  for (const { job, state } of children) {
    if (state !== 'waiting' && state !== 'delayed' && state !== 'prioritized') continue;
    // A machine may have taken it a moment ago.
    const gone = await job.remove().then(
      () => true,
      () => false,
    );
    if (gone) removed++;
  }
  // Last: a machine that has ended the one at work takes the next.
  await redis.publish(cancelChannel, id);
  const running = children.filter(({ state }) => state === 'active').length;
  return `Cancelled ${id}: ${removed} that waited are removed, ${running} at work end within a step.\n`;
}

async function retry(
  { redis }: Connection,
  id: string,
  children: readonly Child[],
): Promise<string> {
  await redis.del(cancelledKey(id));
  const failed = children.filter(({ state }) => state === 'failed');
  for (const { job } of failed) {
    await job.updateData({ ...job.data, tried: [] });
    await job.retry();
  }
  return `${count(failed.length, 'picture')} of ${id} will be tried again.\n`;
}

async function unknown(submissions: Queue<Submission, null>, id: string) {
  const known = (await submissions.getJobs(listed)).flatMap((job) => job?.id ?? []);
  return {
    code: 'unknown-job',
    message: `There is no job ${id} in this queue.${closest(id, known)}`,
    remedy: '"dream jobs" lists them.',
  };
}
