import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { NodePixels } from './cases.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    nodePixels: () => Promise<Readonly<Record<string, NodePixels>>>;
  }
}

/** For tests in a browser: what the command line sees in the pictures of test/fixtures. */
export async function nodePixels(): Promise<Readonly<Record<string, NodePixels>>> {
  const script = ['--import', 'tsx', 'test/pictures/print-pixels.ts', 'test/fixtures/pictures'];
  const { stdout } = await promisify(execFile)(process.execPath, script, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}
