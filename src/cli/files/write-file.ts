import {
  access,
  constants,
  open,
  readlink,
  realpath,
  rename,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { isFull, reasonOf } from './system-error.ts';
import { discard, makeTemporary, removeForsaken } from './temporary-files.ts';

/**
 * Whether a file can be written at this path. Call it before long work, so that no result is lost.
 * Leaves nothing behind, also of earlier processes that were killed. Problem: `cannot-write`.
 */
export async function checkWritable(path: string): Promise<Result<void>> {
  try {
    const { target, way } = await destination(path);
    if (way === 'replace') await removeForsaken(dirname(target));
    return ok(undefined);
  } catch (error) {
    const message = `${path} cannot be written: ${reasonOf(error)}.`;
    return fail({ code: 'cannot-write', message, remedy: 'Choose another path.' });
  }
}

/**
 * Writes a file completely or not at all: to a temporary file in the same folder, which is then
 * renamed. Where no file can be made beside it, it is written in place. If the process ends in
 * between, the temporary file is deleted: see `discardUnfinished`. Problems: `disk-full`, `not-written`.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string,
): Promise<Result<void>> {
  try {
    const { target, way } = await destination(path);
    if (way === 'replace') await replace(target, content);
    else await writeFile(target, content);
    return ok(undefined);
  } catch (error) {
    const message = `${path} could not be written: ${reasonOf(error)}.`;
    const code = isFull(error) ? 'disk-full' : 'not-written';
    return fail({ code, message, remedy: 'Choose another path.' });
  }
}

async function replace(target: string, content: Uint8Array | string): Promise<void> {
  const temporary = makeTemporary(dirname(target));
  try {
    // On the disk before it has its name: after a power cut the file is whole or not there.
    const file = await open(temporary, 'r+');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } finally {
    discard(temporary);
  }
}

/** Puts names on the disk. Not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => {});
  await opened?.close();
}

interface Destination {
  /** The file that is written, at the end of all links. */
  readonly target: string;
  /** Devices, pipes, and files in folders that take no further file are written in place. */
  readonly way: 'replace' | 'in-place';
}

async function destination(path: string): Promise<Destination> {
  const target = await targetOf(path);
  const info = await stat(target).catch(unlessMissing);
  if (info?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  if (info) await access(target, constants.W_OK);
  if (info && !info.isFile()) return { target, way: 'in-place' };
  // Asks by doing it: permissions say too little of mounts, of quotas and to the administrator.
  try {
    discard(makeTemporary(dirname(target)));
    return { target, way: 'replace' };
  } catch (error) {
    if (info) return { target, way: 'in-place' };
    throw error;
  }
}

/** Other reasons why there is no information, such as a name that is too long, are reasons. */
function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

const mostLinks = 40;

/** The file at the end of all links, which need not exist. Two paths to one file have the same. */
export async function targetOf(path: string): Promise<string> {
  let target = path;
  for (let links = 0; ; links++) {
    const link = await readlink(target).catch(() => null);
    if (link === null) break;
    if (links === mostLinks) throw Object.assign(new Error(), { code: 'ELOOP' });
    target = isAbsolute(link) ? link : join(dirname(target), link);
  }
  const folder = await realpath(dirname(target)).catch(() => resolve(dirname(target)));
  return join(folder, basename(target));
}
