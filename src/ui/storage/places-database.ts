import type { DBSchema } from 'idb';
import { openOnce } from '../kit/open-database.ts';

interface Schema extends DBSchema {
  /** The last picture of each document, small, by the document's id. */
  thumbnails: { key: string; value: Blob };
  /** Folders that the person has let this page write to. */
  folders: { key: string; value: FileSystemDirectoryHandle };
}

/** A database of its own: the documents' could not be changed while an older tab is open. */
export const placesDatabase = openOnce<Schema>(
  'dreamgraph-places',
  (db) => {
    db.createObjectStore('thumbnails');
    db.createObjectStore('folders');
  },
  { yields: true },
);

/** Whether a folder was chosen in this browser. */
export async function hasFolder(): Promise<boolean> {
  try {
    return (await (await placesDatabase()).count('folders')) > 0;
  } catch {
    return false;
  }
}
