import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownFolder } from '../own-folder.ts';
import { dream } from '../run-dream.ts';
import { killMachines } from './kill-machines.ts';
import { killAllMachines, startMachine } from './machines.ts';
import { describeQueue, type OwnRedis, ownRedis } from './own-redis.ts';

/** Small enough that a machine makes one in less than a second. */
const small = ['--size', '64', '--octaves', '1', '--iterations', '1'];

describeQueue('the queue', () => {
  const folder = ownFolder();
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await ownRedis();
    // Of the person's own, so that it has to travel.
    await sharp('assets/samples/boats.jpg').resize(120).jpeg().toFile(folder.at('quay.jpg'));
  });
  afterAll(async () => {
    await killAllMachines();
    await redis.close();
  });

  test('makes the files of one machine alone, to the byte, whatever dies on the way', async () => {
    const report = await killMachines({
      ...{ folder: folder.path(), jobs: 10, machines: 2, kills: 2, every: 0.5 },
      args: [folder.at('quay.jpg'), ...small],
    });
    expect(report.failures).toEqual([]);
    expect(report.duplicates).toBe(0);
    expect(report.kills).toBe(2);
  });

  test('Ctrl-C ends a machine after the picture at work', async () => {
    const machine = startMachine('polite', redis.address);
    await machine.until('takes jobs');
    const long = [
      '--size',
      '200',
      '--iterations',
      '20',
      '--octaves',
      '1',
      '--queue',
      redis.address,
    ];
    const submitted = dream(
      'submit',
      folder.at('quay.jpg'),
      '-o',
      folder.at('at-work.png'),
      ...long,
    );
    const seen = () => dream('jobs', '--queue', redis.address);
    while (!(await seen()).stdout.includes('1 running'));
    expect(await machine.stop()).toBe(0);
    expect(machine.said()).toContain('Done: ');
    expect(await submitted).toMatchObject({ status: 0 });
    expect(existsSync(folder.at('at-work.png'))).toBe(true);
  });

  test('what submit does not do is said before anything is sent', async () => {
    const said = async (...args: readonly string[]) => {
      const { status, stderr } = await dream('submit', ...args, '--queue', redis.address);
      return `${status} ${stderr}`;
    };
    const photo = folder.at('quay.jpg');
    expect(await said(photo, '--frames', '0-9', '-o', folder.at('f/%04d.png'))).toBe(
      '2 dream submit makes pictures, and this is a film. Divide it by --frames of dream: docs/several-machines.md.\n',
    );
    expect(await said(photo, '--shard', '1/2', '-o', folder.at('s/'))).toBe(
      '2 dream submit takes no --shard. Leave it out.\n',
    );
    expect(await said(photo, '-o', '-')).toBe('2 dream submit writes files. Name one with -o.\n');
  });
});
