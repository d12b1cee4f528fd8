// Plain JavaScript: what starts the command line loads it, without TypeScript's loader.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * One process builds at a time; the others wait.
 * @param {string} lock path of the file that says which
 * @param {() => Promise<void>} work
 */
export async function alone(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) await setTimeout(50);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  // A process that was killed has left it. Two that find this at once both build, which is harmless.
  if (!isHeld(lock)) rmSync(lock, { force: true });
  return false;
}

/** @param {string} lock */
function isHeld(lock) {
  const pid = holder(lock);
  if (pid !== undefined) return isAlive(pid);
  // It has just been taken, or given back.
  const taken = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - taken < 10_000;
}

/** @param {string} lock */
function holder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but of another person.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
