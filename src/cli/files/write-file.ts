import { rmSync } from 'node:fs';
import { access, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { reasonOf } from './system-error.ts';

/**
 * Whether a file can be written at this path. Call it before long work, so that no result is lost.
 * Leaves nothing behind. Problem: `cannot-write`.
 */
export async function checkWritable(path: string): Promise<Result<void>> {
  try {
    const { target, replaceable } = await destination(path);
    if (!replaceable) return ok(undefined);
    const temporary = temporaryBeside(target);
    await (await open(temporary, 'wx')).close();
    await rm(temporary);
    return ok(undefined);
  } catch (error) {
    return cannotWrite(path, error);
  }
}

/**
 * Writes a file completely or not at all: to a temporary file in the same folder, which is then
 * renamed. If the process exits in between, the temporary file is deleted; for this the program must
 * turn SIGINT and SIGTERM into `process.exit`. Problem: `cannot-write`.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string,
): Promise<Result<void>> {
  try {
    const { target, replaceable } = await destination(path);
    if (replaceable) await replace(target, content);
    else await writeFile(target, content);
    return ok(undefined);
  } catch (error) {
    return cannotWrite(path, error);
  }
}

async function replace(target: string, content: Uint8Array | string): Promise<void> {
  const temporary = temporaryBeside(target);
  const discard = () => rmSync(temporary, { force: true });
  process.once('exit', discard);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, target);
  } catch (error) {
    discard();
    throw error;
  } finally {
    process.off('exit', discard);
  }
}

/** The file to write: follows links; devices and pipes are written to, not replaced. */
async function destination(path: string): Promise<{ target: string; replaceable: boolean }> {
  const target = await realpath(path).catch(() => path);
  const info = await stat(target).catch(() => null);
  if (info === null) return { target, replaceable: true };
  if (info.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  await access(target, constants.W_OK);
  return { target, replaceable: info.isFile() };
}

function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
}

function cannotWrite(path: string, error: unknown) {
  const message = `${path} cannot be written: ${reasonOf(error)}.`;
  return fail({ code: 'cannot-write', message, remedy: 'Choose another path.' });
}
