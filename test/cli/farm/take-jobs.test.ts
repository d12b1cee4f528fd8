import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../../../src/cli/access/file-access.ts';
import { redisBlobs } from '../../../src/cli/farm/blobs.ts';
import { withQueue } from '../../../src/cli/farm/connection.ts';
import type { JobData } from '../../../src/cli/farm/job.ts';
import { jobs } from '../../../src/cli/farm/jobs.ts';
import type { Machine, MachineRun } from '../../../src/cli/farm/machine.ts';
import type { JobWish } from '../../../src/cli/farm/pack-job.ts';
import { skillOf } from '../../../src/cli/farm/queues.ts';
import { submit } from '../../../src/cli/farm/submit.ts';
import { takeJobs } from '../../../src/cli/farm/take-jobs.ts';
import { openPreset } from '../../../src/cli/graph/open-graph.ts';
import { fail, ok, type Problem, type Result } from '../../../src/common/result.ts';
import type { Document } from '../../../src/graph/document/document.ts';
import { describeQueue, type OwnRedis, ownRedis } from './own-redis.ts';

/** Who gets which job, and what becomes of one that fails: with machines that only pretend to dream. */

const profile = 'pretended';
const broken: Problem = { code: 'fault', message: 'It broke.' };

describeQueue('the jobs of a queue', () => {
  let redis: OwnRedis;
  let document: Document;
  beforeAll(async () => {
    redis = await ownRedis();
    const preset = await openPreset('deepdream');
    if (preset.ok) document = preset.value.document;
  });
  afterAll(() => redis.close());

  const running: { readonly end: AbortController; readonly done: Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const { end } of running) end.abort();
    await Promise.all(running.map(({ done }) => done));
    running.length = 0;
  });

  type Pretend = (job: JobData, run: MachineRun) => Promise<Problem | null>;

  /** A machine that makes a picture of the name of the job, unless `pretend` gives a problem. */
  function start(name: string, pretend: Pretend = async () => null) {
    const made: string[] = [];
    const end = new AbortController();
    const done: Promise<Result<void>> = withQueue(redis.address, (connection) => {
      const machine: Machine = {
        profile,
        run: async (job, run) => {
          const problem = await pretend(job, run);
          if (problem) return fail(problem);
          made.push(job.name);
          const blob = await redisBlobs(connection.redis).put(Buffer.from(job.name));
          if (!blob.ok) return blob;
          const pictures = [{ node: 'save', name: `${job.name}.png`, blob: blob.value }];
          return ok({ pictures, computed: [job.name] });
        },
        close: () => {},
      };
      const options = { folder: null, name, lockMs: 2000, tell: () => {} };
      return takeJobs(connection, machine, options, end.signal);
    });
    running.push({ end, done });
    return { made, done };
  }

  /** @returns what became of each, and what else `dream submit` says. */
  async function submitted(names: readonly string[]) {
    const wishes = names.map(
      (name): JobWish => ({
        ...{ name, targets: null, files: createFiles() },
        document: { ...document, name },
        outputs: [
          { node: 'save', path: 'a.png', format: 'png', quality: 90, graph: null, key: name },
        ],
      }),
    );
    const outcomes: string[] = names.map(() => '');
    const said: string[] = [];
    const stderr = { write: (text: string) => said.push(text) };
    const stdout = { isTTY: false, write: async () => ok(undefined) };
    const result = await submit(
      wishes,
      { queue: redis.address, folder: null, name: names.join(), skill: skillOf(profile) },
      { stderr, stdout },
      {
        onQueued: () => new AbortController().signal,
        onOutcome: async (index, outcome) => {
          outcomes[index] = outcome.kind === 'done' ? 'done' : outcome.problem.message;
        },
      },
    );
    return { outcomes, said: said.join(''), problem: result.ok ? null : result.problem };
  }

  async function told(id: string | null, action: 'show' | 'cancel' | 'retry' = 'show') {
    const shown = await jobs({ queue: redis.address, id, action });
    return shown.ok ? shown.value : shown.problem.message;
  }

  const idIn = (said: string) => /Job (\w+)/.exec(said)?.[1] ?? '';

  async function until(words: RegExp): Promise<string> {
    for (;;) {
      const shown = await told(null);
      const found = words.exec(shown);
      if (found) return found[1] ?? '';
      await sleep(50);
    }
  }

  test('what fails is tried on three machines, then given up with its sentence; the rest goes on', async () => {
    const tries: string[] = [];
    const machines = ['a', 'b', 'c', 'd'].map((name) =>
      start(name, async (job) => {
        if (job.name !== 'poison') return null;
        tries.push(name);
        return broken;
      }),
    );
    const { outcomes, said } = await submitted(['one', 'poison', 'two', 'three']);
    expect(outcomes).toEqual(['done', 'Tried 3 times on 3 machines: It broke.', 'done', 'done']);
    expect(new Set(tries).size).toBe(3);
    expect(tries).toHaveLength(3);
    expect(machines.flatMap(({ made }) => made).sort()).toEqual(['one', 'three', 'two']);
    const details = await told(idIn(said));
    expect(details).toContain('3 of 4 done, 1 failed');
    expect(details.match(/^ {4}[abcd]: It broke\.$/gm)).toHaveLength(3);
  });

  test('what is wrong with the input is tried once, and again when a person asks', async () => {
    let tries = 0;
    const wrong = { code: 'param-value', message: 'It is too large.' };
    start('a', async () => (++tries > 1 ? null : wrong));
    const { outcomes, said } = await submitted(['wrong']);
    expect(outcomes).toEqual(['It is too large.']);
    expect(tries).toBe(1);
    expect((await submitted(['wrong'])).said).toContain('1 picture, submitted before.');
    expect(tries).toBe(1);
    const again = await told(idIn(said), 'retry');
    expect(again).toBe(`1 picture of ${idIn(said)} will be tried again.\n`);
    expect((await submitted(['wrong'])).outcomes).toEqual(['done']);
  });

  test('what the limits of a machine refuse goes to one that has others, if there is any', async () => {
    const limited = { code: 'over-limit', message: 'It is too much for this machine.' };
    const tries: string[] = [];
    start('small', async (job) => {
      tries.push(job.name);
      return limited;
    });
    expect((await submitted(['huge'])).outcomes).toEqual([limited.message]);
    expect(tries).toEqual(['huge']);
    const large = start('large', async () => {
      // The other one gets its share.
      await sleep(300);
      return null;
    });
    const names = ['large-1', 'large-2', 'large-3', 'large-4', 'large-5'];
    expect((await submitted(names)).outcomes).toEqual(names.map(() => 'done'));
    expect(tries.length).toBeGreaterThan(1);
    expect(large.made.sort()).toEqual(names);
  });

  test('a machine on which three jobs in a row fail takes itself off, and others make them', async () => {
    const unfit = start('unfit', async () => broken);
    const made = submitted(['r', 's', 't']);
    expect(await unfit.done).toMatchObject({
      problem: {
        code: 'machine-unfit',
        message:
          '3 jobs in a row have failed on unfit, so it takes no more. The last one: It broke.',
      },
    });
    start('fit');
    expect((await made).outcomes).toEqual(['done', 'done', 'done']);
  });

  test('a place for files that is full stops the jobs, not the machine', async () => {
    let isFull = true;
    const full = { code: 'blobs-full', message: 'The disk is full.' };
    const machine = start('a', async () => (isFull ? full : null));
    const names = ['big-1', 'big-2', 'big-3', 'big-4'];
    const { outcomes, said } = await submitted(names);
    expect(outcomes).toEqual(names.map(() => full.message));
    isFull = false;
    await told(idIn(said), 'retry');
    expect((await submitted(names)).outcomes).toEqual(names.map(() => 'done'));
    expect(machine.made.sort()).toEqual(names);
  });

  test('the same picture of two submissions is made once, also at the same time', async () => {
    const slow: Pretend = async () => {
      await sleep(500);
      return null;
    };
    const machines = [start('a', slow), start('b', slow)];
    const both = await Promise.all([submitted(['same']), submitted(['same', 'other'])]);
    expect(both.flatMap(({ outcomes }) => outcomes)).toEqual(['done', 'done', 'done']);
    expect((await submitted(['same'])).outcomes).toEqual(['done']);
    expect(machines.flatMap(({ made }) => made).sort()).toEqual(['other', 'same']);
  });

  test('what is cancelled ends, at work or waiting, and begins anew when it is submitted again', async () => {
    let patience = Number.POSITIVE_INFINITY;
    const machine = start('a', async (_, { signal }) => {
      const ended = new Promise<void>((done) => signal.addEventListener('abort', () => done()));
      await Promise.race([ended, ...(patience === 0 ? [sleep(0)] : [])]);
      return signal.aborted ? { code: 'cancelled', message: 'It was cancelled.' } : null;
    });
    const made = submitted(['x', 'y', 'z']);
    const id = await until(/^(\w+) {2}x,y,z: 0 of 3 done, 1 running/m);
    expect(await told(id, 'cancel')).toContain('2 that waited are removed, 1 at work');
    const { outcomes } = await made;
    expect(outcomes.filter((sentence) => sentence === 'It was cancelled.')).toHaveLength(1);
    expect(outcomes.filter((sentence) => /no longer in the queue/.test(sentence))).toHaveLength(2);
    patience = 0;
    expect((await submitted(['x', 'y', 'z'])).outcomes).toEqual(['done', 'done', 'done']);
    expect(machine.made.sort()).toEqual(['x', 'y', 'z']);
  });

  test('what Redis has forgotten is made anew when it is submitted again', async () => {
    const machine = start('a');
    expect((await submitted(['lost'])).outcomes).toEqual(['done']);
    const forgotten = await withQueue(redis.address, async ({ redis: client }) => {
      const [, blobs] = await client.scan('0', 'MATCH', 'dreamgraph:blob:*', 'COUNT', 10_000);
      return ok(await client.del(...blobs));
    });
    expect(forgotten).toMatchObject({ ok: true });
    expect((await submitted(['lost'])).outcomes).toEqual(['done']);
    expect(machine.made).toEqual(['lost', 'lost']);
  });

  test('a job waits for a machine of its own version, and says so', async () => {
    const made = submitted(['mine']);
    await until(/mine: 0 of 1 done/);
    const later = start('a');
    const { said, outcomes } = await made;
    expect(said).toContain('No machine works on it yet. Start one with "dream work".');
    expect(outcomes).toEqual(['done']);
    expect(later.made).toEqual(['mine']);
  });
});
