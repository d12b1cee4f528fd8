import { mkdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { sha256 } from '../../common/sha256.ts';
import { isFull, reasonOf } from '../files/system-error.ts';
import { writeAtomically } from '../files/write-file.ts';
import { keptSeconds, prefix } from './connection.ts';
import type { Redis } from './libraries.ts';

/** Photographs, networks and pictures by the SHA-256 of their bytes, for all machines. */
export interface Blobs {
  /** Stores the bytes unless they are there. @returns their hash. Problems: `blobs-full`, `blob-not-stored`. */
  put(bytes: Uint8Array): Promise<Result<string>>;
  has(hash: string): Promise<boolean>;
  /** Verified. Problems: `blob-gone` for all machines; `blob-missing`, `blob-damaged`, `blob-unreadable`. */
  get(hash: string, name: string): Promise<Result<Uint8Array>>;
}

/** Bytes of one file that Redis, which has everything in memory, may be asked to hold. */
const mostInRedis = 256 * 2 ** 20;

/** Kept for a week after they were last asked for. */
export function redisBlobs(redis: Redis): Blobs {
  const keyOf = (hash: string) => `${prefix}:blob:${hash}`;
  return {
    put: async (bytes) => {
      if (bytes.length > mostInRedis) {
        const size = Math.round(bytes.length / 2 ** 20);
        const message = `A file of ${size} MiB is too large for Redis, which takes ${mostInRedis / 2 ** 20} MiB.`;
        const remedy = 'Share a folder between the machines, and name it with --blobs.';
        return fail({ code: 'blob-not-stored', message, remedy });
      }
      const hash = await sha256(bytes);
      try {
        if (!(await redis.expire(keyOf(hash), keptSeconds))) {
          await redis.set(keyOf(hash), Buffer.from(bytes), 'EX', keptSeconds);
        }
        return ok(hash);
      } catch (error) {
        return fail(notStored(reasonOf(error), isFull(error)));
      }
    },
    has: async (hash) => (await redis.exists(keyOf(hash))) > 0,
    get: async (hash, name) => {
      const bytes = await redis.getBuffer(keyOf(hash));
      if (!bytes) return fail(gone(name));
      await redis.expire(keyOf(hash), keptSeconds);
      return verified(bytes, hash, name);
    },
  };
}

/** A folder that all machines share. Nothing in it is deleted. */
export function folderBlobs(folder: string): Blobs {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    put: async (bytes) => {
      const hash = await sha256(bytes);
      const path = pathOf(hash);
      const now = new Date();
      // Says when it was last asked for, to whoever cleans up.
      const known = await utimes(path, now, now).then(
        () => true,
        () => false,
      );
      if (known) return ok(hash);
      try {
        await mkdir(join(path, '..'), { recursive: true });
      } catch (error) {
        return fail(notStored(reasonOf(error), isFull(error)));
      }
      const written = await writeAtomically(path, bytes);
      if (written.ok) return ok(hash);
      const { code, message } = written.problem;
      return fail({ ...notStored('', code === 'disk-full'), message });
    },
    has: async (hash) => (await stat(pathOf(hash)).catch(() => null)) !== null,
    get: async (hash, name) => {
      try {
        return await verified(await readFile(pathOf(hash)), hash, name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return fail(missing(name, folder));
        const message = `${name} cannot be read from ${folder}: ${reasonOf(error)}.`;
        return fail({ code: 'blob-unreadable', message });
      }
    },
  };
}

async function verified(bytes: Uint8Array, hash: string, name: string) {
  if ((await sha256(bytes)) === hash) return ok(bytes);
  const message = `${name} is damaged where the machines share it: its bytes have another sum.`;
  return fail({ code: 'blob-damaged', message, remedy: 'Submit the work again.' });
}

function gone(name: string): Problem {
  return {
    code: 'blob-gone',
    message: `${name} is not in Redis any more: it was last asked for more than a week ago, or Redis lost it.`,
    remedy: 'Submit the work again.',
  };
}

/** Another machine may have it: this one may not have mounted the folder. */
function missing(name: string, folder: string): Problem {
  return {
    code: 'blob-missing',
    message: `${name} is not in ${folder}.`,
    remedy: 'Check that all machines see the same folder; else submit the work again.',
  };
}

function notStored(reason: string, full: boolean): Problem {
  return {
    code: full ? 'blobs-full' : 'blob-not-stored',
    message: `A file could not be stored for the other machines: ${reason}.`,
    remedy: 'Make room there, and retry with "dream jobs ID --retry".',
  };
}
