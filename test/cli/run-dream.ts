import { type ExecFileOptions, execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { chdir, cwd } from 'node:process';
import { dream as command } from '../../src/cli/dream.ts';
import { discardUnfinished } from '../../src/cli/files/temporary-files.ts';
import { ok } from '../../src/common/result.ts';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = resolve('build/command/main.js');

/**
 * The `dream` command in this process, whose modules are loaded: several times as fast as one of its
 * own. One at a time.
 */
export async function dream(...args: readonly string[]): Promise<Ended> {
  const told = { stdout: '', stderr: '' };
  const status = await command(args, {
    stdout: {
      isTTY: false,
      write: async (content) => {
        told.stdout += typeof content === 'string' ? content : Buffer.from(content).toString();
        return ok(undefined);
      },
    },
    stderr: {
      isTTY: false,
      columns: undefined,
      write: (text) => {
        told.stderr += text;
      },
    },
  });
  // As when its process ends.
  discardUnfinished();
  return { status, ...told };
}

/** In another folder. */
export async function dreamIn(folder: string, ...args: readonly string[]): Promise<Ended> {
  const before = cwd();
  chdir(folder);
  try {
    return await dream(...args);
  } finally {
    chdir(before);
  }
}

/** As a person runs it: a process, files, an exit status. */
export function dreamProcess(
  options: Pick<ExecFileOptions, 'cwd' | 'env'>,
  ...args: readonly string[]
): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      done({ status: error ? Number(error.code) : 0, stdout: `${stdout}`, stderr: `${stderr}` });
    });
  });
}
