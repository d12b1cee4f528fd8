import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { root } from '../access/file-access.ts';

/*
 * BullMQ and ioredis, as far as the queue uses them. They are optional: who dreams on one machine does
 * not install them, so their own types may not be there.
 */

/** A connection to Redis. Commands wait while it is interrupted, unless it was told otherwise. */
export interface Redis {
  info(): Promise<string>;
  get(key: string): Promise<string | null>;
  getBuffer(key: string): Promise<Buffer | null>;
  set(
    key: string,
    value: string | Buffer,
    ...options: readonly (string | number)[]
  ): Promise<'OK' | null>;
  del(...keys: readonly string[]): Promise<number>;
  exists(key: string): Promise<number>;
  expire(key: string, seconds: number): Promise<number>;
  scan(cursor: string, ...options: readonly (string | number)[]): Promise<[string, string[]]>;
  publish(channel: string, message: string): Promise<number>;
  subscribe(channel: string): Promise<unknown>;
  on(event: 'message', listener: (channel: string, message: string) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  on(event: 'reconnecting' | 'ready', listener: () => void): void;
  disconnect(): void;
}

interface RedisOptions {
  /** null: a command waits for the connection for as long as it takes. */
  readonly maxRetriesPerRequest: null;
  /** Milliseconds. */
  readonly connectTimeout?: number;
  readonly commandTimeout?: number;
  /** @returns milliseconds until the next try; null: none. */
  readonly retryStrategy?: (times: number) => number | null;
}

export type JobState =
  | 'waiting'
  | 'waiting-children'
  | 'prioritized'
  | 'delayed'
  | 'active'
  | 'completed'
  | 'failed'
  | 'unknown';

export interface QueueJob<Data, Value> {
  readonly id: string;
  readonly data: Data;
  readonly progress: unknown;
  readonly returnvalue: Value | null;
  readonly failedReason: string | undefined;
  /** When it was added, and when it ended. */
  readonly timestamp: number;
  readonly finishedOn?: number;
  updateData(data: Data): Promise<void>;
  updateProgress(progress: object): Promise<void>;
  moveToDelayed(until: number, token: string | undefined): Promise<void>;
  getState(): Promise<JobState>;
  remove(): Promise<void>;
  retry(): Promise<void>;
}

export interface Queue<Data, Value> {
  getJob(id: string): Promise<QueueJob<Data, Value> | undefined>;
  getJobs(
    states: readonly JobState[],
    start?: number,
    end?: number,
  ): Promise<readonly (QueueJob<Data, Value> | undefined)[]>;
  on(event: 'error', listener: (error: Error) => void): void;
  close(): Promise<void>;
}

export interface QueueOptions {
  readonly connection: Redis;
  readonly prefix: string;
}

export interface JobOptions {
  readonly jobId: string;
  /** A parent does not wait for, nor fails with, a child that has failed. */
  readonly ignoreDependencyOnFailure?: boolean;
  readonly removeOnComplete?: { readonly age: number };
  readonly removeOnFail?: { readonly age: number };
}

/** A job that waits until its children are done. */
export interface Flow {
  readonly name: string;
  readonly queueName: string;
  readonly data: object;
  readonly opts: JobOptions;
  readonly children?: readonly Flow[];
}

export interface WorkerOptions extends QueueOptions {
  readonly concurrency: number;
  /** Milliseconds after which a job whose worker no longer answers goes to another. */
  readonly lockDuration: number;
  readonly stalledInterval: number;
  /** How often a job may lose its worker. */
  readonly maxStalledCount: number;
}

export interface QueueWorker {
  on(event: 'error', listener: (error: Error) => void): void;
  /** @param force does not wait for the job at work. */
  close(force?: boolean): Promise<void>;
}

export type Processor<Data, Value> = (job: QueueJob<Data, Value>, token?: string) => Promise<Value>;

export interface Libraries {
  readonly Redis: new (url: string, options: RedisOptions) => Redis;
  readonly Queue: new <Data, Value>(name: string, options: QueueOptions) => Queue<Data, Value>;
  readonly FlowProducer: new (
    options: QueueOptions,
  ) => {
    add(flow: Flow): Promise<unknown>;
    on(event: 'error', listener: (error: Error) => void): void;
    close(): Promise<void>;
  };
  readonly Worker: new <Data, Value>(
    name: string,
    work: Processor<Data, Value>,
    options: WorkerOptions,
  ) => QueueWorker;
  /** Thrown after `moveToDelayed`: the job is neither done nor failed. */
  readonly DelayedError: new () => Error;
  /** The job has failed and is not tried again. */
  readonly UnrecoverableError: new (
    message: string,
  ) => Error;
}

/** @param home the folder of Dreamgraph. Problem: `queue-not-installed`. */
export function loadLibraries(home: string = root): Result<Libraries> {
  const load = createRequire(join(home, 'farm', 'package.json'));
  const [queue, redis] = ['bullmq', 'ioredis'];
  try {
    return ok({ ...load(`${queue}`), Redis: load(`${redis}`).Redis } as Libraries);
  } catch {
    return fail({
      code: 'queue-not-installed',
      message: 'The queue needs BullMQ and ioredis, which are not installed.',
      remedy: `Run "npm ci --prefix ${join(home, 'farm')}" once on each machine.`,
    });
  }
}
