import { closeSync, openSync, rmSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { sha256Text } from '../../common/sha256.ts';

/** Short, so that it fits wherever the name of the file itself does. */
const host = sha256Text(hostname()).slice(0, 6);
const pattern = /^\.dreamgraph-([0-9a-f]{6})-(\d+)-\d+\.tmp$/;
/** Milliseconds after which no process can still be writing. */
const forsakenAfter = 3_600_000;

const unfinished = new Set<string>();
let count = 0;

/**
 * Makes an empty file, which is deleted when the process ends. At once: a file that is made in the
 * background may come after the end has been prepared.
 */
export function makeTemporary(folder: string): string {
  const path = join(folder, `.dreamgraph-${host}-${process.pid}-${count++}.tmp`);
  closeSync(openSync(path, 'wx'));
  unfinished.add(path);
  return path;
}

/** Deletes a temporary file, if it is still there. */
export function discard(path: string): void {
  rmSync(path, { force: true });
  unfinished.delete(path);
}

/** Deletes what is half written. For the end of the process: synchronous. */
export function discardUnfinished(): void {
  for (const path of unfinished) discard(path);
}

process.on('exit', discardUnfinished);

/** Removes temporary files of processes that were killed. What cannot be removed stays. */
export async function removeForsaken(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, madeOn, pid] = pattern.exec(name) ?? [];
    if (pid === undefined) continue;
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > forsakenAfter || (madeOn === host && !isAlive(Number(pid)))) tryToDiscard(path);
  }
}

function tryToDiscard(path: string): void {
  try {
    discard(path);
  } catch {
    // Of another person, for example.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but of another person.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
