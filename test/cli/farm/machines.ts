import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const main = resolve('build/command/main.js');
const running = new Set<TestMachine>();

/** Also after a test that ran out of time. */
export async function killAllMachines(): Promise<void> {
  await Promise.all([...running].map((machine) => machine.kill()));
}

/** A `dream work` of its own process. */
export interface TestMachine {
  /** What it has said so far. */
  readonly said: () => string;
  /** Resolves when it says so. */
  until(words: string): Promise<void>;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
  /** Ctrl-C in its terminal, which all its processes get. @returns its exit status. */
  stop(): Promise<number | null>;
}

export function startMachine(
  name: string,
  queue: string,
  ...options: readonly string[]
): TestMachine {
  const args = [main, 'work', '--queue', queue, '--name', name, '--threads', '1', ...options];
  const child = spawn(process.execPath, [...args, '--lock-seconds', '2'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Of a process group of its own, like a command that a terminal starts.
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  const exit = new Promise<number | null>((done) => child.once('exit', done));
  const signal = async (at: number, name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(at, name);
    return exit;
  };
  const machine: TestMachine = {
    said: () => said,
    until: (words) =>
      new Promise((done, failed) => {
        const look = () => said.includes(words) && done();
        child.stderr.on('data', look);
        void exit.then(() => failed(new Error(`${name} ended: ${said}`)));
        look();
      }),
    kill: async () => void (await signal(child.pid ?? 0, 'SIGKILL')),
    stop: () => signal(-(child.pid ?? 0), 'SIGINT'),
  };
  running.add(machine);
  void exit.then(() => running.delete(machine));
  return machine;
}
