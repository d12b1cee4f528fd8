import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { buffersOf } from '../cache/value-cache.ts';

/** Long work as far as it has come, kept over a reload or a crash of the page. */
export interface UnfinishedWorks {
  /** Works by key, with the part that each goes on with. */
  list(): Promise<readonly UnfinishedWork[]>;
  get(key: string): Promise<unknown>;
  /** @param next the part that it goes on with, counted from 1. */
  put(key: string, work: unknown, next: number): Promise<void>;
  drop(key: string): Promise<void>;
  clear(): Promise<void>;
}

export interface UnfinishedWork {
  readonly key: string;
  readonly next: number;
}

interface Entry extends UnfinishedWork {
  /** How the work is written down; one of another app may be of another form. */
  readonly form: number;
  readonly saved: number;
  readonly bytes: number;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry };
  works: { key: string; value: unknown };
}

const form = 1;
const limits = { entries: 4, bytes: 256 * 2 ** 20 };

/**
 * In this browser's storage, as floating point to the last bit: an ascent that goes on ends like one
 * that never stopped. The newest few within a budget of bytes. Where there is no storage, nothing is
 * kept, and nothing fails for that.
 */
export function openUnfinishedWorks({ entries, bytes } = limits): UnfinishedWorks {
  const open = async () =>
    openDB<Schema>('dreamgraph-unfinished', 1, {
      upgrade(db) {
        db.createObjectStore('entries', { keyPath: 'key' });
        db.createObjectStore('works');
      },
      blocking: (_version, _next, event) => (event.target as IDBDatabase).close(),
    });
  const opening = open();
  const withDatabase = async <T>(use: (db: IDBPDatabase<Schema>) => Promise<T>, without: T) => {
    try {
      return await use(await opening);
    } catch {
      return without;
    }
  };
  return {
    list: () =>
      withDatabase(async (db) => {
        const all = await db.getAll('entries');
        return all.filter((entry) => entry.form === form).map(({ key, next }) => ({ key, next }));
      }, []),
    get: (key) =>
      withDatabase(async (db) => {
        const entry = await db.get('entries', key);
        return entry?.form === form ? db.get('works', key) : undefined;
      }, undefined),
    put: (key, work, next) =>
      withDatabase(async (db) => {
        const size = sizeOf(work);
        if (size > bytes) return;
        const transaction = db.transaction(['entries', 'works'], 'readwrite');
        const all = transaction.objectStore('entries');
        const works = transaction.objectStore('works');
        // First, since it may be of a kind that cannot be stored.
        await works.put(work, key);
        await all.put({ key, next, form, bytes: size, saved: Date.now() });
        const others = (await all.getAll()).filter((entry) => entry.key !== key);
        let left = bytes - size;
        for (const [at, other] of others.sort((a, b) => b.saved - a.saved).entries()) {
          left -= other.bytes;
          if (left >= 0 && at + 1 < entries) continue;
          await Promise.all([all.delete(other.key), works.delete(other.key)]);
        }
        await transaction.done;
      }, undefined),
    drop: (key) =>
      withDatabase(async (db) => {
        const transaction = db.transaction(['entries', 'works'], 'readwrite');
        await transaction.objectStore('entries').delete(key);
        await transaction.objectStore('works').delete(key);
        await transaction.done;
      }, undefined),
    clear: () =>
      withDatabase(async (db) => {
        await Promise.all([db.clear('entries'), db.clear('works')]);
      }, undefined),
  };
}

function sizeOf(work: unknown): number {
  return [...buffersOf(work)].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
