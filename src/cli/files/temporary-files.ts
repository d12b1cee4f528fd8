import {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { sha256Text } from '../../common/sha256.ts';

/** Short, so that it fits wherever the name of the file itself does. */
const host = sha256Text(hostname()).slice(0, 6);
const pattern = /^\.dreamgraph-([0-9a-f]{6})-(\d+)-\d+\.tmp$/;
/** How earlier versions called them: `.dream.png.4711.tmp`. */
const earlier = /^\..+\.(?:png|jpe?g|webp|json)\.(\d+)\.tmp$/i;
const claimed = /^\.dreamgraph-[0-9a-f]{16}\.lock$/;
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

/**
 * Claims a name for this process, until it ends or lets go of it: of two that look for a free one at
 * the same moment, one goes on. Nothing is made under the name itself. Where the folder takes no
 * file there is nothing to claim.
 * @returns whether no other process has it.
 */
export function claim(path: string): boolean {
  const lock = lockOf(path);
  if (unfinished.has(lock)) return true;
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(lock, `${host}-${process.pid}`, { flag: 'wx' });
      unfinished.add(lock);
      keepClaims();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
    }
    if (isHeld(lock)) return false;
    tryToDiscard(lock);
  }
  return false;
}

let keeping = false;

/** Other machines see by the time of a lock that its process is alive. */
function keepClaims(): void {
  if (keeping) return;
  keeping = true;
  const touch = () => {
    const now = new Date();
    for (const path of unfinished) {
      if (!claimed.test(basename(path))) continue;
      try {
        utimesSync(path, now, now);
      } catch {
        // Somebody has deleted it: then the name is free for others.
      }
    }
  };
  setInterval(touch, forsakenAfter / 12).unref();
}

export function letGo(path: string): void {
  const lock = lockOf(path);
  if (unfinished.has(lock)) discard(lock);
}

/** Of a length that fits wherever a name does. Some file systems take two cases for one name. */
function lockOf(path: string): string {
  const sum = sha256Text(basename(path).toLowerCase()).slice(0, 16);
  return join(dirname(path), `.dreamgraph-${sum}.lock`);
}

function isHeld(lock: string): boolean {
  try {
    const [madeOn, pid] = readFileSync(lock, 'utf8').split('-');
    if (madeOn === host) return isAlive(Number(pid));
    // Of another machine, or just being claimed.
    return Date.now() - statSync(lock).mtimeMs < forsakenAfter;
  } catch {
    return false;
  }
}

/** Removes temporary files of processes that were killed. What cannot be removed stays. */
export async function removeForsaken(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (await isForsaken(path, name)) tryToDiscard(path);
  }
}

async function isForsaken(path: string, name: string): Promise<boolean> {
  if (claimed.test(name)) return !isHeld(path);
  const [, before] = earlier.exec(name) ?? [];
  const [, madeOn, pid] = pattern.exec(name) ?? [];
  if (before === undefined && pid === undefined) return false;
  if (before !== undefined) return !isAlive(Number(before));
  if (madeOn === host && !isAlive(Number(pid))) return true;
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs > forsakenAfter;
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
