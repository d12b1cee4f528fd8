import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { openOnce } from '../kit/open-database.ts';
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

/** A database of its own, so that a change of it never waits for a tab that edits. */
export const historyDatabase = openOnce<Schema>('dreamgraph-history', (db) => {
  db.createObjectStore('entries', { keyPath: 'id' }).createIndex('key', 'key');
  db.createObjectStore('thumbnails');
  db.createObjectStore('pictures');
});
