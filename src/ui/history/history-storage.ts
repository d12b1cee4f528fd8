import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { bytesOf, toEvict } from './eviction.ts';
import {
  type HistoryDatabase,
  historyDatabase,
  historyStores,
  type WritingTransaction,
} from './history-database.ts';
import type { HistoryEntry, HistoryPicture } from './history-entry.ts';

/** How long a deleted picture can be put back after a tab was closed over it, in milliseconds. */
const graceTime = 10 * 60_000;

export interface NewPicture extends HistoryPicture {
  readonly entry: Omit<HistoryEntry, 'bytes'>;
  readonly thumbnail: Blob;
}

/**
 * Stores a picture, whole or not at all, and removes the oldest if there would be more than `limit`
 * bytes. A picture that is stored already is not stored twice; undefined then.
 * @param needed content keys of pictures that stay.
 * Problems: `history-full` (of starred pictures), `no-room` (on the disk), `no-storage`. None of
 * them removes anything that was stored before.
 */
export async function storePicture(
  { entry, picture, thumbnail, document }: NewPicture,
  limit: number,
  needed: ReadonlySet<string> = new Set(),
): Promise<Result<HistoryEntry | undefined>> {
  return write(async (stores) => {
    const same = await stores.entries.index('key').getAll(entry.key);
    if (same.some(({ deleted }) => deleted === undefined)) return ok(undefined);

    const bytes = picture.size + thumbnail.size + document.length;
    const before = await stores.entries.getAll();
    const staying = before.filter(({ key }) => needed.has(key));
    const others = before.filter(({ key }) => !needed.has(key));
    const going = toEvict(others, limit - bytes - bytesOf(staying));
    if (bytesOf(before) - bytesOf(going) + bytes > limit) return fail(full);
    for (const { id } of going) await erase(stores, id);
    const stored: HistoryEntry = { ...entry, bytes };
    await stores.entries.put(stored);
    await stores.thumbnails.put(thumbnail, entry.id);
    await stores.pictures.put({ picture, document }, entry.id);
    return ok(stored);
  });
}

/** Every stored picture, the newest first. */
export function listHistory(): Promise<Result<readonly HistoryEntry[]>> {
  return attempt(async (db) => {
    const all = await db.getAll('entries');
    const present = all.filter(({ deleted }) => deleted === undefined);
    return ok(present.sort((a, b) => b.made - a.made));
  });
}

/** The pictures that the steps with these keys made, as far as they are stored. */
export function findByKeys(keys: readonly string[]): Promise<Result<readonly HistoryEntry[]>> {
  return attempt(async (db) => {
    const byKey = db.transaction('entries').store.index('key');
    const same = await Promise.all(keys.map((key) => byKey.getAll(key)));
    return ok(same.flatMap((all) => all.find(({ deleted }) => deleted === undefined) ?? []));
  });
}

export async function readThumbnail(id: string): Promise<Blob | undefined> {
  return (await historyDatabase()).get('thumbnails', id);
}

/** Problems: `not-kept`, when another tab has deleted it; `no-storage`. */
export function readPicture(id: string): Promise<Result<HistoryPicture>> {
  return attempt(async (db) => {
    const found = await db.get('pictures', id);
    return found ? ok(found) : fail(notKept);
  });
}

/** Changes the entries of some pictures; those that are gone stay gone. */
export function changeEntries(
  ids: readonly string[],
  change: (entry: HistoryEntry) => HistoryEntry,
): Promise<Result<void>> {
  return write(async ({ entries }) => {
    for (const id of ids) {
      const entry = await entries.get(id);
      if (entry) await entries.put(change(entry));
    }
    return ok(undefined);
  });
}

/** Takes deleted pictures out for good: those named, and what a closed tab has left behind. */
export function purge(ids: readonly string[], now = Date.now()): Promise<Result<void>> {
  return write(async (stores) => {
    for (const { id, deleted } of await stores.entries.getAll()) {
      if (deleted === undefined) continue;
      if (ids.includes(id) || now - deleted > graceTime) await erase(stores, id);
    }
    return ok(undefined);
  });
}

type Stores = ReturnType<typeof storesOf>;

function storesOf(transaction: WritingTransaction) {
  return {
    entries: transaction.objectStore('entries'),
    thumbnails: transaction.objectStore('thumbnails'),
    pictures: transaction.objectStore('pictures'),
  };
}

async function erase(stores: Stores, id: string): Promise<void> {
  for (const store of Object.values(stores)) await store.delete(id);
}

/** All of the work or nothing of it. */
function write<T>(work: (stores: Stores) => Promise<Result<T>>): Promise<Result<T>> {
  return attempt(async (db) => {
    const transaction = db.transaction(historyStores, 'readwrite');
    try {
      const result = await work(storesOf(transaction));
      await transaction.done;
      return result;
    } catch (error) {
      abort(transaction);
      throw error;
    }
  });
}

/** What was written before the error would be committed otherwise. */
function abort(transaction: WritingTransaction): void {
  transaction.done.catch(() => {});
  try {
    transaction.abort();
  } catch {
    // The browser has done so.
  }
}

async function attempt<T>(work: (db: HistoryDatabase) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work(await historyDatabase());
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    return fail(isFull ? noRoom : noStorage);
  }
}

const full: Problem = {
  code: 'history-full',
  message:
    'The history is full of pictures that stay, those with stars and those of the photos at work, so the new one was not added. Raise the limit in History, or remove stars.',
};
const noRoom: Problem = {
  code: 'no-room',
  message:
    'This browser has no space left, so the new picture was not added to the history. Earlier pictures are still there. Delete some of them in History, or download the picture.',
};
const noStorage: Problem = {
  code: 'no-storage',
  message:
    'This browser stores no history here, as in a private window. Download the pictures you want to keep.',
};
const notKept: Problem = {
  code: 'not-kept',
  message: 'This picture is no longer in the history. Another tab has deleted it.',
};
