import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../../src/cli/farm/connection.ts';
import { ownFolder } from '../own-folder.ts';
import { dream } from '../run-dream.ts';
import { startMachine, type TestMachine } from './machines.ts';
import { missing, type OwnRedis, ownRedis } from './own-redis.ts';

/** Small enough that a machine makes one in less than a second. */
const small = ['--size', '64', '--octaves', '1', '--iterations', '1'];

describe.skipIf(missing)('the queue', () => {
  const folder = ownFolder();
  let redis: OwnRedis;
  const running = new Set<TestMachine>();

  beforeAll(async () => {
    redis = await ownRedis();
  });
  afterEach(async () => {
    await Promise.all([...running].map((machine) => machine.kill()));
    running.clear();
  });
  afterAll(() => redis.close());

  function start(name: string): TestMachine {
    const machine = startMachine(name, redis.address);
    running.add(machine);
    return machine;
  }

  const submit = (...args: readonly string[]) =>
    dream('submit', ...args, ...small, '--queue', redis.address);
  const jobs = (...args: readonly string[]) => dream('jobs', ...args, '--queue', redis.address);

  /** A photo of the person's own, which has to travel: another one for each name. */
  async function ownPhoto(name: string): Promise<string> {
    const photo = sharp('assets/samples/boats.jpg').resize(100 + name.length);
    await photo.jpeg().toFile(folder.at(name));
    return folder.at(name);
  }

  test('makes the files of one machine alone, to the byte, whatever dies on the way', async () => {
    const photo = await ownPhoto('quay.jpg');
    const seeds = Array.from({ length: 12 }, (_, index) => index + 1).join(',');
    const work = [photo, '--sweep', `seed=${seeds}`, '-o'];
    const [here, there] = [folder.at('alone/'), folder.at('farm/')];
    const alone = await dream(...work, here, ...small, '--deterministic');
    expect(alone.status, alone.stderr).toBe(0);

    let number = 0;
    const machines = [start(`m${number++}`), start(`m${number++}`)];
    await Promise.all(machines.map((machine) => machine.until('takes jobs')));
    const submitted = submit(...work, there);
    for (let kills = 0; kills < 3; kills++) {
      await Promise.race([sleep(2500), submitted]);
      await machines.shift()?.kill();
      machines.push(start(`m${number++}`));
      if (kills !== 1) continue;
      await redis.kill();
      await redis.start();
    }
    const ended = await submitted;
    expect(ended.status, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('12 pictures: 12 made.');
    const files = await readdir(here);
    expect(files).toHaveLength(13);
    expect(await readdir(there)).toEqual(files);
    for (const file of files) {
      const [one, other] = await Promise.all([here, there].map((at) => readFile(join(at, file))));
      expect(one?.equals(other as Buffer), file).toBe(true);
    }
  });

  test('computes the same once, whoever asks for it', async () => {
    const machine = start('once');
    const photo = await ownPhoto('once.jpg');
    const first = await submit(photo, '-o', folder.at('first/'));
    expect(first.stderr).toContain('1 picture: 1 made.');
    const again = await submit(photo, '-o', folder.at('second/'));
    expect(again.stderr).toContain('submitted before');
    expect(again.stderr).toContain('1 picture: 1 made.');
    // A part of it in another submission.
    const more = await submit(photo, await ownPhoto('once-more.jpg'), '-o', folder.at('third/'));
    expect(more.status, more.stderr).toBe(0);
    expect(machine.said().match(/^Done: .*once\.jpg/gm)).toHaveLength(1);
  });

  test('gives up after three tries, and a machine on which all fails takes itself off', async () => {
    const photo = await ownPhoto('lost.jpg');
    const submitted = submit(photo, '-o', folder.at('lost/'));
    while (!(await jobs()).stdout.includes('lost.jpg')) await sleep(100);
    await forgetFiles();
    const machine = start('unfit');
    const ended = await submitted;
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/Tried 3 times on unfit: .*lost\.jpg is not there any more/);
    while (machine.status() === null) await sleep(100);
    expect(machine.status()).toBe(1);
    expect(machine.said()).toContain('3 jobs in a row have failed on unfit, so it takes no more.');
    const [, id = ''] = /^Job (\w+)/.exec(ended.stderr) ?? [];
    const told = await jobs(id);
    expect(told.stdout).toContain('0 of 1 done, 1 failed');
    expect(told.stdout.match(/unfit: .*is not there any more/g)).toHaveLength(3);
  });

  /** As a Redis that had to make room. */
  async function forgetFiles(): Promise<void> {
    const connection = await connect(redis.address);
    if (!connection.ok) throw new Error(connection.problem.message);
    const { redis: client, close } = connection.value;
    const [, blobs] = await client.scan('0', 'MATCH', 'dreamgraph:blob:*', 'COUNT', 10_000);
    await client.del(...blobs);
    close();
  }

  test('ends what is cancelled, at work or waiting, and begins it anew when it is submitted again', async () => {
    const photo = await ownPhoto('cancelled.jpg');
    const machine = start('patient');
    await machine.until('takes jobs');
    const args = [photo, '--sweep', 'seed=1,2,3', '-o', folder.at('cancelled/')];
    const long = ['--size', '400', '--iterations', '100', '--queue', redis.address];
    const submitted = dream('submit', ...args, ...long);
    let id = '';
    while (!/ 1 running/.test((await jobs(id)).stdout)) {
      await sleep(200);
      [, id = ''] = /^(\w+) {2}.*cancelled\.jpg/m.exec((await jobs()).stdout) ?? [];
    }
    const cancelled = await jobs(id, '--cancel');
    expect(cancelled.stdout).toContain('2 that waited are removed, 1 at work');
    const ended = await submitted;
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('It was cancelled.');
    const again = await submit(...args);
    expect(again.status, again.stderr).toBe(0);
  });

  test('says what is wrong with the address, the queue and the id', async () => {
    const nowhere = await dream('jobs', '--queue', 'redis://127.0.0.1:1');
    expect(nowhere.status).toBe(1);
    expect(nowhere.stderr).toContain('The queue at redis://127.0.0.1:1 cannot be reached');
    const bad = await dream('work', '--queue', 'localhost');
    expect(bad.status).toBe(2);
    expect(bad.stderr).toContain('is not the address of a Redis server');
    const unknown = await jobs('nothing');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('There is no job nothing in this queue.');
  });
});
