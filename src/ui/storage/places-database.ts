import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface Schema extends DBSchema {
  /** The last picture of each document, small, by the document's id. */
  thumbnails: { key: string; value: Blob };
  /** Folders that the person has let this page write to. */
  folders: { key: string; value: FileSystemDirectoryHandle };
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

/** A database of its own: the documents' could not be changed while an older tab is open. */
export function placesDatabase(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('dreamgraph-places', 1, {
    upgrade(db) {
      db.createObjectStore('thumbnails');
      db.createObjectStore('folders');
    },
    blocking: (_version, _next, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opening = undefined;
    },
  });
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

/** Whether a folder was chosen in this browser. */
export async function hasFolder(): Promise<boolean> {
  try {
    return (await (await placesDatabase()).count('folders')) > 0;
  } catch {
    return false;
  }
}
