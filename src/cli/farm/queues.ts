import { createHash } from 'node:crypto';
import { documentVersion } from '../../graph/document/document.ts';
import { type Connection, keptSeconds, prefix } from './connection.ts';
import type { JobData, JobValue } from './job.ts';
import type { Queue, QueueJob } from './libraries.ts';

/** What a submission is, for `dream jobs`. */
export interface Submission {
  /** For people: the graph, and how many pictures. */
  readonly name: string;
  /** What its jobs ask of a machine: see `skillOf`. */
  readonly skill: string;
  readonly children: readonly string[];
  /** Content keys of the jobs, in the order of `children`. */
  readonly keys: readonly string[];
}

/** What a machine must have in common with who submits: the arithmetic, and the format of graphs. */
export function skillOf(profile: string): string {
  return `${profile}, graphs ${documentVersion}`;
}

/** A job is seen only by machines with the skill that it asks for. */
export function jobQueue(skill: string): string {
  return `jobs-${skill.replace(/[^\w.]+/g, '-')}`;
}

export const submissionQueue = 'submissions';

export function openQueue<Data, Value>(
  { libraries, redis }: Connection,
  name: string,
): Queue<Data, Value> {
  const queue = new libraries.Queue<Data, Value>(name, { connection: redis, prefix });
  queue.on('error', () => {});
  return queue;
}

export type JobQueue = Queue<JobData, JobValue>;

/** Of everything that a submission asks for: the same twice is the same submission. */
export function submissionId(keys: readonly string[]): string {
  return createHash('sha256').update(keys.join(' ')).digest('hex').slice(0, 12);
}

export const cancelChannel = `${prefix}:cancel`;

/** Where it stands that a submission was cancelled, for jobs of it that a machine takes later. */
export const cancelledKey = (submission: string): string => `${prefix}:cancelled:${submission}`;

/** The result of a job by its content key. */
export const resultKey = (key: string): string => `${prefix}:result:${key}`;

/** Says which job is computing this content at the moment. */
export const leaseKey = (key: string): string => `${prefix}:at-work:${key}`;

const machineKey = (name: string): string => `${prefix}:machine:${name}`;

export interface MachineInfo {
  readonly name: string;
  readonly skill: string;
  readonly since: number;
  readonly done: number;
  readonly failed: number;
}

/** Seconds after which a machine that says nothing counts as gone. */
const silence = 30;

/** To be called every few seconds. */
export async function announce({ redis }: Connection, machine: MachineInfo): Promise<void> {
  await redis.set(machineKey(machine.name), JSON.stringify(machine), 'EX', silence);
}

export async function withdraw({ redis }: Connection, name: string): Promise<void> {
  await redis.del(machineKey(name));
}

/** The machines that are there now. */
export async function machines({ redis }: Connection): Promise<readonly MachineInfo[]> {
  const found: MachineInfo[] = [];
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', machineKey('*'), 'COUNT', 100);
    cursor = next;
    for (const key of keys) {
      const text = await redis.get(key);
      if (text !== null) found.push(JSON.parse(text) as MachineInfo);
    }
  } while (cursor !== '0');
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What BullMQ does with a job that is over. */
export const kept = { removeOnComplete: { age: keptSeconds }, removeOnFail: { age: keptSeconds } };

/** Why a job has failed, as a sentence. */
export function failureOf(job: Pick<QueueJob<JobData, JobValue>, 'failedReason'>): string {
  const { failedReason = 'It failed without saying why.' } = job;
  // BullMQ's own words.
  if (!/^job st(alled|arted) more/.test(failedReason)) return failedReason;
  return `Every machine that took it was gone before it was done, ${mostStalled} times.`;
}

/** How many machines may go while they are at a job: it must not take them all down with it. */
export const mostStalled = 10;
