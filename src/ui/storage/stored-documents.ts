import { fail, ok, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { backupsOf, planBackup } from './backups.ts';
import { database, type StoredDocument } from './database.ts';

/**
 * Stores a document. `revision` is the one that this tab read or wrote last (0: none); when another
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
    if (before) {
      const backups = transaction.objectStore('backups');
      const old = await backups.getAll(backupsOf(id));
      const { add, drop } = planBackup(
        old.map(({ changed }) => changed),
        before.changed,
      );
      if (add) await backups.put(before);
      const dropped = drop === undefined ? undefined : old[drop];
      if (dropped) await backups.delete([id, dropped.revision]);
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

/** @returns its earlier states, with which it can be put back. */
export async function deleteStoredDocument(id: string): Promise<readonly StoredDocument[]> {
  const db = await database();
  const transaction = db.transaction(['documents', 'backups'], 'readwrite');
  const backups = await transaction.objectStore('backups').getAll(backupsOf(id));
  await transaction.objectStore('documents').delete(id);
  await transaction.objectStore('backups').delete(backupsOf(id));
  await transaction.done;
  return backups;
}

/** Puts back what was deleted. */
export async function restoreStoredDocument(
  stored: StoredDocument,
  backups: readonly StoredDocument[],
): Promise<void> {
  const db = await database();
  const transaction = db.transaction(['documents', 'backups'], 'readwrite');
  await transaction.objectStore('documents').put(stored);
  for (const backup of backups) await transaction.objectStore('backups').put(backup);
  await transaction.done;
}

const conflict = {
  code: 'conflict',
  message: 'Another tab has saved this graph. This tab continues with a copy, so nothing is lost.',
};
const noRoom = {
  code: 'no-room',
  message:
    'This browser has no space left, so changes are not saved. Save the graph to a file, or delete graphs you no longer need.',
};
const noStorage = {
  code: 'no-storage',
  message: 'This browser stores nothing here, as in a private window. Save the graph to a file.',
};
