import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { HistoryEntry, HistoryPicture } from './history-entry.ts';

interface Schema extends DBSchema {
  entries: { key: string; value: HistoryEntry; indexes: { key: string } };
  thumbnails: { key: string; value: Blob };
  pictures: { key: string; value: HistoryPicture };
}

export type HistoryDatabase = IDBPDatabase<Schema>;

export const historyStores = ['entries', 'thumbnails', 'pictures'] as const;

/** Over all stores, so that a picture comes and goes as a whole. */
export type WritingTransaction = IDBPTransaction<Schema, typeof historyStores, 'readwrite'>;

let opening: Promise<HistoryDatabase> | undefined;

/** A database of its own, so that a change of it never waits for a tab that edits. */
export function historyDatabase(): Promise<HistoryDatabase> {
  opening ??= openDB<Schema>('dreamgraph-history', 1, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'id' }).createIndex('key', 'key');
      db.createObjectStore('thumbnails');
      db.createObjectStore('pictures');
    },
    terminated: () => {
      opening = undefined;
    },
  });
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}
