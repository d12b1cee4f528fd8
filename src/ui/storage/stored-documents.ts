import { fail, ok, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document.ts';
import type { Json } from '../../graph/json.ts';
import { database, type StoredDocument } from './database.ts';

/** Earlier states that are kept of each document, and how many saves lie between two of them. */
const backupsKept = 10;
const savesPerBackup = 20;

/**
 * Keeps a document. `revision` is the one that this tab read or wrote last (0: none); when another
 * tab has saved meanwhile nothing is written. Problems: `conflict`, `no-room`, `no-storage`.
 * @returns the new revision.
 */
export async function storeDocument(
  id: string,
  revision: number,
  document: Document,
): Promise<Result<number>> {
  try {
    const db = await database();
    const transaction = db.transaction(['documents', 'backups'], 'readwrite');
    const documents = transaction.objectStore('documents');
    const before = await documents.get(id);
    if (before && before.revision !== revision) {
      await transaction.done;
      return fail(conflict);
    }
    const next = revision + 1;
    await documents.put({
      id,
      revision: next,
      name: document.name,
      changed: Date.now(),
      document: document as unknown as Json,
    });
    if (before && next % savesPerBackup === 0) {
      const backups = transaction.objectStore('backups');
      await backups.put(before);
      const keys = await backups.getAllKeys(IDBKeyRange.bound([id, 0], [id, Infinity]));
      for (const key of keys.slice(0, -backupsKept)) await backups.delete(key);
    }
    await transaction.done;
    return ok(next);
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    return fail(full ? noRoom : noStorage);
  }
}

export async function readStoredDocument(id: string): Promise<StoredDocument | undefined> {
  try {
    return await (await database()).get('documents', id);
  } catch {
    return undefined;
  }
}

/** All documents, the last changed first. */
export async function listStoredDocuments(): Promise<readonly StoredDocument[]> {
  try {
    const all = await (await database()).getAllFromIndex('documents', 'changed');
    return all.reverse();
  } catch {
    return [];
  }
}

export async function deleteStoredDocument(id: string): Promise<void> {
  const db = await database();
  const transaction = db.transaction(['documents', 'backups'], 'readwrite');
  await transaction.objectStore('documents').delete(id);
  await transaction.objectStore('backups').delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
  await transaction.done;
}

/** Puts back what was deleted. */
export async function restoreStoredDocument(stored: StoredDocument): Promise<void> {
  await (await database()).put('documents', stored);
}

const conflict = {
  code: 'conflict',
  message:
    'Another tab has saved this graph meanwhile. This tab goes on with a copy, so nothing is lost.',
};
const noRoom = {
  code: 'no-room',
  message:
    'This browser has no room left, so changes are not kept. Save the graph to a file, or delete graphs you no longer need.',
};
const noStorage = {
  code: 'no-storage',
  message: 'This browser keeps nothing here, as in a private window. Save the graph to a file.',
};
