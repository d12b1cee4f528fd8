import { type ExecFileOptions, execFile } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = resolve('build/command/main.js');

/** The `dream` command as a person runs it: a process, files, an exit status. */
export function dream(...args: readonly string[]): Promise<Ended> {
  return dreamIn({}, ...args);
}

/** In another folder, for example. */
export function dreamIn(
  options: Pick<ExecFileOptions, 'cwd' | 'env'>,
  ...args: readonly string[]
): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      done({ status: error ? Number(error.code) : 0, stdout: `${stdout}`, stderr: `${stderr}` });
    });
  });
}
