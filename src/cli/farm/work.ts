import type { Result } from '../../common/result.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import { withQueue } from './connection.ts';
import type { Limits } from './limits.ts';
import { startMachine } from './machine.ts';
import { takeJobs } from './take-jobs.ts';

export interface WorkOptions {
  readonly queue: string;
  readonly folder: string | null;
  readonly threads: number | null;
  /** What this machine is called; null: by its host. */
  readonly name: string | null;
  readonly limits: Limits;
  /** The command's own script. */
  readonly script: string;
  /** Milliseconds after which a job of a machine that is gone goes to another. */
  readonly lockMs: number;
}

/** Starts a machine that takes jobs. Problems: those of `withQueue`, `startMachine` and `takeJobs`. */
export function work(
  options: WorkOptions,
  terminal: Terminal,
  end: AbortSignal,
): Promise<Result<void>> {
  const { queue, folder, threads, limits, script } = options;
  const tell = (sentence: string) => terminal.stderr.write(`${sentence}\n`);
  return withQueue(
    queue,
    async (connection) => {
      const machine = await startMachine(script, { queue, folder, threads, limits });
      if (!machine.ok) return machine;
      try {
        return await takeJobs(connection, machine.value, { ...options, tell }, end);
      } finally {
        machine.value.close();
      }
    },
    tell,
  );
}
