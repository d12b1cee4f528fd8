import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withQueue } from '../../../src/cli/farm/connection.ts';
import type { JobValue } from '../../../src/cli/farm/job.ts';
import { type JobQueue, jobQueue, openQueue, skillOf } from '../../../src/cli/farm/queues.ts';
import { ok } from '../../../src/common/result.ts';
import { deterministicProfile } from '../../../src/runtime/node.ts';
import { dream } from '../run-dream.ts';
import { killAllMachines, startMachine, type TestMachine } from './machines.ts';
import { ownRedis } from './own-redis.ts';

/** What became of a job whose machines were ended with SIGKILL all the time. */
export interface QueueReport {
  readonly jobs: number;
  readonly machines: number;
  readonly kills: number;
  readonly redisRestarts: number;
  /** Pictures that were made once more than once. */
  readonly duplicates: number;
  readonly steps: {
    readonly alone: number;
    readonly together: number;
    /** What the pictures share, computed on a further machine. */
    readonly overlap: number;
  };
  readonly seconds: number;
  /** What should never be. */
  readonly failures: readonly string[];
}

export interface QueueOptions {
  /** A photo, and the options of `dream` that make pictures of it. */
  readonly args: readonly string[];
  /** An empty folder. */
  readonly folder: string;
  readonly jobs: number;
  readonly machines: number;
  /** The most. */
  readonly kills: number;
  /** Seconds between two kills. A machine that is killed has made a picture before. */
  readonly every: number;
}

/**
 * Makes pictures of a photo on one machine, then by a queue whose machines are killed and replaced one
 * after the other, and whose Redis is killed and started again once; and compares all files.
 */
export async function killMachines(options: QueueOptions): Promise<QueueReport> {
  const { folder, jobs } = options;
  const [alone, together] = [join(folder, 'alone/'), join(folder, 'together/')];
  const seeds = Array.from({ length: jobs }, (_, index) => index + 1).join(',');
  const args = [...options.args, '--sweep', `seed=${seeds}`, '-o'];
  const report = join(folder, 'alone.json');
  const undisturbed = await dream(...args, alone, '--deterministic', '--report', report);
  const failures = undisturbed.status === 0 ? [] : [`Alone: ${undisturbed.stderr}`];
  const began = performance.now();
  const disturbed = await disturb([...args, together], options);
  const seconds = Math.round((performance.now() - began) / 1000);
  if (disturbed.status !== 0) failures.push(`Together: ${disturbed.stderr}`);
  failures.push(...(await differences(alone, together)));
  const values = disturbed.values;
  if (values.length !== jobs) failures.push(`${values.length} of ${jobs} jobs have a result.`);
  const computed = values.flatMap((value) => value.computed);
  const distinct = new Set(computed).size;
  const own = values.flatMap(({ machine, computed: keys }) =>
    keys.map((key) => `${machine} ${key}`),
  );
  if (new Set(own).size < own.length) failures.push('A machine computed a step twice.');
  const steps = await stepsOf(report);
  if (distinct !== steps) failures.push(`${distinct} different steps were computed, not ${steps}.`);
  return {
    ...{ jobs, machines: options.machines, kills: disturbed.kills, redisRestarts: 1 },
    duplicates: disturbed.made.length - new Set(disturbed.made).size,
    steps: { alone: steps, together: computed.length, overlap: computed.length - distinct },
    ...{ seconds, failures },
  };
}

async function disturb(args: readonly string[], options: QueueOptions) {
  const redis = await ownRedis();
  const all: TestMachine[] = [];
  const start = () => {
    const machine = startMachine(`machine-${all.length + 1}`, redis.address);
    all.push(machine);
    return machine;
  };
  try {
    const running = Array.from({ length: options.machines }, start);
    await Promise.all(running.map((machine) => machine.until('takes jobs')));
    let isOver = false;
    const submitted = dream('submit', ...args, '--queue', redis.address).finally(() => {
      isOver = true;
    });
    let kills = 0;
    while (kills < options.kills) {
      const oldest = running[0]?.until('Done: ').then(() => sleep(1000 * options.every));
      await Promise.race([oldest, submitted]);
      if (isOver) break;
      await running.shift()?.kill();
      running.push(start());
      if (++kills !== 1) continue;
      await redis.kill();
      await redis.start();
    }
    const { status, stderr } = await submitted;
    const values = await valuesIn(redis.address);
    const made = all.flatMap((machine) => machine.said().match(/^Done: .*$/gm) ?? []);
    return { status, stderr, values, kills, made };
  } finally {
    await killAllMachines();
    await redis.close();
  }
}

async function valuesIn(address: string): Promise<readonly JobValue[]> {
  const read = await withQueue(address, async (connection) => {
    const queue: JobQueue = openQueue(connection, jobQueue(skillOf(deterministicProfile)));
    const done = await queue.getJobs(['completed']);
    await queue.close();
    return ok(done.flatMap((job) => job?.returnvalue ?? []));
  });
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

async function differences(alone: string, together: string): Promise<readonly string[]> {
  const names = await readdir(alone).catch((): string[] => []);
  const found = await readdir(together).catch((): string[] => []);
  const differ: string[] = [];
  for (const name of names) {
    const wanted = await readFile(join(alone, name));
    const made = await readFile(join(together, name)).catch(() => null);
    if (!made?.equals(wanted)) differ.push(`${name} differs or is missing.`);
  }
  const more = found.filter((name) => !names.includes(name));
  return [...differ, ...more.map((name) => `${name} is left over.`)];
}

/** How many steps the undisturbed run computed. */
async function stepsOf(report: string): Promise<number> {
  const { pictures } = JSON.parse(await readFile(report, 'utf8')) as {
    readonly pictures: readonly { readonly steps: readonly { readonly cached: boolean }[] }[];
  };
  return pictures.flatMap((picture) => picture.steps).filter(({ cached }) => !cached).length;
}
