import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { withQueue } from '../../../src/cli/farm/connection.ts';
import { ok } from '../../../src/common/result.ts';

const server = 'redis-server';

/** What a person who never shares work between machines need not install. */
const missing = [
  ...(spawnSync(server, ['--version']).status === 0 ? [] : ['redis-server is not installed']),
  ...(existsSync('farm/node_modules/bullmq') ? [] : ['npm ci --prefix farm was not run']),
];

/** Tests that need a Redis. `.ci/run` installs it and says that none may be left out. */
export function describeQueue(name: string, tests: () => void): void {
  const leftOut = missing.length > 0 && process.env.DREAMGRAPH_ALL_TESTS === undefined;
  const why = leftOut ? ` (left out: ${missing.join(', ')})` : '';
  describe.skipIf(leftOut)(`${name}${why}`, tests);
}

/** A Redis of the test's own, on a free port, which survives a restart by its append-only file. */
export interface OwnRedis {
  readonly address: string;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function ownRedis(...options: readonly string[]): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const address = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    const settings = ['--port', `${port}`, '--dir', folder, '--save', '', '--appendonly', 'yes'];
    const careful = ['--appendfsync', 'always', '--bind', '127.0.0.1', ...options];
    child = spawn(server, [...settings, ...careful], { stdio: 'ignore' });
    for (let tries = 0; tries < 200; tries++) {
      const reached = await withQueue(address, async () => ok(undefined));
      if (reached.ok || reached.problem.code !== 'queue-unreachable') return;
      await sleep(50);
    }
    throw new Error('Redis does not start.');
  };
  const kill = async () => {
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    ...{ address, start, kill },
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
