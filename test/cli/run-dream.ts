import { execFile } from 'node:child_process';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `dream` command as a person runs it: a process, files, an exit status. */
export function dream(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const command = ['build/command/main.js', ...args];
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}
