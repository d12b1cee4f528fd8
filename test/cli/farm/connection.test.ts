import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withQueue } from '../../../src/cli/farm/connection.ts';
import { loadLibraries } from '../../../src/cli/farm/libraries.ts';
import { ok } from '../../../src/common/result.ts';
import { describeQueue, type OwnRedis, ownRedis } from './own-redis.ts';

async function told(address: string): Promise<string> {
  const connected = await withQueue(address, async () => ok('connected'));
  return connected.ok ? connected.value : `${connected.problem.code}: ${connected.problem.message}`;
}

test('without BullMQ, a sentence says what to install', () => {
  expect(loadLibraries('/nowhere')).toMatchObject({
    problem: {
      code: 'queue-not-installed',
      message: 'The queue needs BullMQ and ioredis, which are not installed.',
      remedy: 'Run "npm ci --prefix /nowhere/farm" once on each machine.',
    },
  });
});

test('what is no address of a Redis is refused, without its password', async () => {
  expect(await told('localhost')).toMatch(/^usage: --queue localhost is not the address/);
  expect(await told('http://:se@cret@host')).toMatch(/^usage: --queue http:\/\/host is not/);
});

describeQueue('the connection to Redis', () => {
  let guarded: OwnRedis;
  let old: Server;
  beforeAll(async () => {
    guarded = await ownRedis('--requirepass', 'secret');
    // Says of itself what matters, whatever it is asked.
    const about = '# Server\r\nredis_version:6.0.16\r\nloading:0\r\n';
    old = createServer((socket) => {
      socket.on('data', (sent) => {
        for (const _ of `${sent}`.matchAll(/^\*\d+\r$/gm)) {
          socket.write(`$${about.length}\r\n${about}\r\n`);
        }
      });
      socket.on('error', () => {});
    });
    await new Promise<void>((done) => old.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    old.close();
    await guarded.close();
  });

  const as = (user: string) => guarded.address.replace('//', `//${user}`);

  test('nobody there', async () => {
    expect(await told('redis://127.0.0.1:1')).toBe(
      'queue-unreachable: The queue at redis://127.0.0.1:1 cannot be reached: connection refused.',
    );
  });

  test('passwords', async () => {
    const { address } = guarded;
    expect(await told(as(':secret@'))).toBe('connected');
    expect(await told(address)).toBe(`queue-refused: Redis at ${address} wants a password.`);
    const wrong = `queue-refused: Redis at ${address} does not accept the password.`;
    expect(await told(as(':wrong@'))).toBe(wrong);
    expect(await told(as('nobody:secret@'))).toBe(wrong);
  });

  test('a database that the server does not have', async () => {
    expect(await told(`${as(':secret@')}/99`)).toBe(
      `queue-refused: Redis at ${guarded.address}/99 refuses: ERR DB index is out of range.`,
    );
  });

  test('a version that is too old', async () => {
    const at = old.address();
    const address = `redis://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`;
    expect(await told(address)).toBe(
      `queue-too-old: Redis at ${address} has version 6.0.16, and the queue needs 6.2 or later.`,
    );
  });

  test('what Redis refuses later is a sentence too', async () => {
    const refused = await withQueue(as(':secret@'), async ({ redis }) => {
      await redis.set('dreamgraph:text', 'text', 'NONSENSE');
      return ok(undefined);
    });
    expect(refused).toMatchObject({
      problem: {
        code: 'queue-refused',
        message: `Redis at ${guarded.address} refuses: ERR syntax error.`,
      },
    });
  });

  test('a server that is restarted is waited for', async () => {
    const told: string[] = [];
    const read = await withQueue(
      as(':secret@'),
      async ({ redis }) => {
        await redis.set('dreamgraph:kept', 'yes');
        await guarded.kill();
        const value = redis.get('dreamgraph:kept');
        await guarded.start();
        return ok(await value);
      },
      (sentence) => told.push(sentence),
    );
    expect(read).toEqual({ ok: true, value: 'yes' });
    expect(told).toEqual([
      `Redis at ${guarded.address} does not answer. Waits until it does.`,
      'Redis answers again.',
    ]);
  });
});
