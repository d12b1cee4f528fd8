import { fail, ok, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { createEmitter } from '../kit/emitter.ts';
import { addBackup, backupsOf } from './backups.ts';
import { database, type StoredDocument } from './database.ts';
import { storageProblem } from './keeping.ts';

/** The id of every document that this tab has stored. */
export const storedDocuments = createEmitter<string>();

/** A save is done when it is on the disk: not even a power cut takes it back. */
const onDisk = { durability: 'strict' } as const;

/**
 * Stores a document. `revision` is the one that this tab read or wrote last (0: none); when another
 * tab has saved meanwhile nothing is written. Problems: `conflict`, and
 * those of `storageProblem`.
 * @returns the new revision.
 */
export async function storeDocument(
  id: string,
  revision: number,
  document: Document,
): Promise<Result<number>> {
  try {
    const db = await database();
    const transaction = db.transaction(['documents', 'backups'], 'readwrite', onDisk);
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
    if (before) await addBackup(transaction.objectStore('backups'), before);
    await transaction.done;
    storedDocuments.emit(id);
    return ok(next);
  } catch (error) {
    return fail(storageProblem(error));
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
