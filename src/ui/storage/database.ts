import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb';
import type { Json } from '../../graph/document/json.ts';
import { openOnce } from '../kit/open-database.ts';

/** A stored document. `document` goes through `parseDocument` like everything from outside. */
export interface StoredDocument {
  readonly id: string;
  /** Counts up with each save; a save on an older one is refused. */
  readonly revision: number;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
  readonly document: Json;
}

/** A file of the person's own: a photo that was dropped, a network or a clip that was opened. */
export interface StoredFile {
  readonly sha256: string;
  readonly name: string;
  readonly kind: 'image' | 'network' | 'clip';
  readonly added: number;
  readonly blob: Blob;
  /** Of the main file of a network: the hash of all of it. */
  readonly network?: string;
  /** Where it was downloaded from. */
  readonly url?: string;
}

interface Schema extends DBSchema {
  documents: { key: string; value: StoredDocument; indexes: { changed: number } };
  /** Earlier states, by document and revision. */
  backups: { key: [string, number]; value: StoredDocument };
  files: { key: string; value: StoredFile; indexes: { name: string } };
}

export type Database = IDBPDatabase<Schema>;

/** In a transaction that writes. */
export type Backups = IDBPObjectStore<Schema, ('documents' | 'backups')[], 'backups', 'readwrite'>;

/** This browser's storage. Rejects where there is none, as in some private windows. */
export const database = openOnce<Schema>('dreamgraph', (db) => {
  db.createObjectStore('documents', { keyPath: 'id' }).createIndex('changed', 'changed');
  db.createObjectStore('backups', { keyPath: ['id', 'revision'] });
  db.createObjectStore('files', { keyPath: 'sha256' }).createIndex('name', 'name');
});
