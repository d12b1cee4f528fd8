import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { inMemory, type NetworkFile, NetworkFileError } from '../../engine/index.ts';
import { readBytes } from './image-file.ts';

/**
 * Opens a file that is read piece by piece: a network may be larger than memory.
 * @param inside a folder that it must lie in, whatever links say.
 * @returns problems of `readBytes`; `network-elsewhere`.
 */
export async function openFile(path: string, inside?: string): Promise<Result<NetworkFile>> {
  const info = path === '-' ? null : await stat(path).catch(() => null);
  if (!info?.isFile()) {
    const bytes = await readBytes(path);
    return bytes.ok ? ok(inMemory(bytes.value)) : bytes;
  }
  if (inside !== undefined && leadsOut(path, inside)) {
    const message = `${path} is a link to a file outside the network's folder.`;
    return fail({ code: 'network-elsewhere', message, remedy: 'Copy the file to that place.' });
  }
  const { size, mtimeMs } = info;
  return ok({
    size,
    read: (begin, end) => {
      try {
        const file = openSync(path, 'r');
        try {
          const now = fstatSync(file);
          if (now.size === size && now.mtimeMs === mtimeMs) return readFrom(file, begin, end);
        } finally {
          closeSync(file);
        }
      } catch {
        // Told below.
      }
      throw new NetworkFileError(changed(path));
    },
  });
}

function readFrom(file: number, begin: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - begin);
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(file, bytes, at, bytes.length - at, begin + at);
    if (count === 0) throw new Error('The file ended.');
    at += count;
  }
  return bytes;
}

function leadsOut(path: string, folder: string): boolean {
  const root = realpathSync(folder);
  return !realpathSync(path).startsWith(root.endsWith(sep) ? root : root + sep);
}

function changed(path: string): Problem {
  const message = `${path} is gone, or has changed since it was opened.`;
  return { code: 'network-file', message, remedy: 'Run it again.' };
}

/** Bytes [begin, end) of a file, as far as there are any. Rejects where it cannot be read. */
export async function readRange(path: string, begin: number, end: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(end - begin);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, begin);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
