import { sha256 } from '../../common/sha256.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { database, type StoredFile } from './database.ts';

/** Bytes that are not in storage, because there is none or it is full, live as long as the page. */
const inMemory = new Map<string, StoredFile>();

/** Stores a file in the browser under its SHA-256. @returns the reference a document holds. */
export async function storeFile(
  file: File | Blob,
  name: string,
  kind: StoredFile['kind'],
): Promise<Extract<FileReference, { from: 'file' }>> {
  const hash = await sha256(file);
  const entry: StoredFile = { sha256: hash, name, kind, added: Date.now(), blob: file };
  inMemory.set(hash, entry);
  try {
    await (await database()).put('files', entry);
  } catch {
    // It still works until the page is closed; autosave says when storage is full.
  }
  return { from: 'file', name, sha256: hash };
}

/** A stored file by its hash or, where that is not known, the newest of its name. */
export async function findStoredFile({
  name,
  sha256,
}: {
  readonly name: string;
  readonly sha256?: string;
}): Promise<StoredFile | undefined> {
  const held = sha256
    ? inMemory.get(sha256)
    : [...inMemory.values()].findLast((file) => file.name === name);
  if (held) return held;
  try {
    const db = await database();
    if (sha256) return await db.get('files', sha256);
    const named = await db.getAllFromIndex('files', 'name', name);
    return named.sort((a, b) => b.added - a.added)[0];
  } catch {
    return undefined;
  }
}

export async function storedFilesOf(kind: StoredFile['kind']): Promise<readonly StoredFile[]> {
  try {
    const all = await (await database()).getAll('files');
    return all.filter((file) => file.kind === kind);
  } catch {
    return [...inMemory.values()].filter((file) => file.kind === kind);
  }
}

export async function deleteStoredFile(sha256: string): Promise<void> {
  inMemory.delete(sha256);
  await (await database()).delete('files', sha256);
}
