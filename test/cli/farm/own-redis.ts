import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../../src/cli/farm/connection.ts';

const server = '/usr/bin/redis-server';

/** Why the tests of the queue cannot run here; `.ci/run` installs both. */
export const missing = existsSync(server)
  ? existsSync('farm/node_modules/bullmq')
    ? undefined
    : 'npm ci --prefix farm was not run'
  : 'redis-server is not installed';

/** A Redis of the test's own, on a free port, which survives a restart by its append-only file. */
export interface OwnRedis {
  readonly address: string;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function ownRedis(): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const address = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    const settings = ['--port', `${port}`, '--dir', folder, '--save', '', '--appendonly', 'yes'];
    child = spawn(server, [...settings, '--appendfsync', 'always', '--bind', '127.0.0.1'], {
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 200; tries++) {
      const connection = await connect(address);
      if (connection.ok) return connection.value.close();
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
