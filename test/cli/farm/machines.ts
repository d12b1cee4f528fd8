import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const main = resolve('build/command/main.js');

/** A `dream work` of its own process. */
export interface TestMachine {
  readonly name: string;
  /** What it has said so far. */
  readonly said: () => string;
  readonly status: () => number | null;
  /** Resolves when it says so. */
  until(words: string): Promise<void>;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
  /** As by Ctrl-C. */
  stop(): Promise<void>;
}

export function startMachine(
  name: string,
  queue: string,
  ...options: readonly string[]
): TestMachine {
  const args = [main, 'work', '--queue', queue, '--name', name, '--threads', '1', ...options];
  const child = spawn(process.execPath, [...args, '--lock-seconds', '2'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  return {
    name,
    said: () => said,
    status: () => child.exitCode,
    until: (words) =>
      new Promise((done, failed) => {
        const look = () => said.includes(words) && done();
        child.stderr.on('data', look);
        child.once('exit', () => failed(new Error(`${name} ended: ${said}`)));
        look();
      }),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGINT'),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });
}
