import { sumOfBlob } from '../../common/file-sum.ts';
import { sha256, sha256Text } from '../../common/sha256.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { createEmitter } from '../kit/emitter.ts';
import { database, type StoredFile } from './database.ts';

/** Bytes that are not in storage, because there is none or it is full, live as long as the page. */
const inMemory = new Map<string, StoredFile>();

const changes = createEmitter();
/** Calls back when a file is here that may have been missing. */
export const onNewFile = changes.subscribe;

type OwnFile = Extract<FileReference, { from: 'file' }>;

/** Stores a file in the browser under its SHA-256, or that of its parts if it is large. @returns the reference a document holds. */
export async function storeFile(
  file: File | Blob,
  name: string,
  kind: StoredFile['kind'],
): Promise<OwnFile> {
  // A film may be larger than one likes to wait for.
  const hash = await (kind === 'clip' ? sumOfBlob(file) : sha256(file));
  // It still works until the page is closed; autosave says when storage is full.
  await putFile({ sha256: hash, name, kind, added: Date.now(), blob: file }).catch(() => {});
  return { from: 'file', name, sha256: hash };
}

/** Rejects where there is no room; the file is there all the same, for as long as the page. */
export async function putFile(entry: StoredFile): Promise<void> {
  inMemory.set(entry.sha256, entry);
  changes.emit();
  await (await database()).put('files', entry);
  // The one on the person's disk may change; of these the copy is read, piece by piece.
  if (entry.kind !== 'image') inMemory.delete(entry.sha256);
}

/** Of a file that is found by its name alone: part of a network, or too large to be hashed as a whole. */
export function keyOfName(name: string): string {
  return sha256Text(name);
}

export interface HeldFiles {
  /** Whether anybody has asked for the file of this name. */
  readonly wasAsked: (name: string) => boolean;
  readonly release: () => void;
}

/** Lets files be found by their names until they are released. */
export function holdFiles(files: readonly Omit<StoredFile, 'sha256'>[]): HeldFiles {
  const keys = files.map((file) => {
    const key = `held ${file.name}`;
    inMemory.set(key, { ...file, sha256: key });
    return key;
  });
  return {
    wasAsked: (name) => asked.has(`held ${name}`),
    release: () => {
      for (const key of keys) {
        inMemory.delete(key);
        asked.delete(key);
      }
    },
  };
}

/** Keys of what is in memory and was looked for by its name. */
const asked = new Set<string>();

/** A stored file by its hash or, where that is not known, the newest of its name. */
export async function findStoredFile({
  name,
  sha256,
}: {
  readonly name: string;
  readonly sha256?: string;
}): Promise<StoredFile | undefined> {
  if (sha256 === undefined) return (await newestOf(name)) ?? newestOf(inFolder(name));
  const held = inMemory.get(sha256);
  if (held) return held;
  try {
    return await (await database()).get('files', sha256);
  } catch {
    return undefined;
  }
}

async function newestOf(name: string): Promise<StoredFile | undefined> {
  const held = [...inMemory.values()].findLast((file) => file.name === name);
  if (held) {
    asked.add(held.sha256);
    return held;
  }
  try {
    const named = await (await database()).getAllFromIndex('files', 'name', name);
    return named.sort((a, b) => b.added - a.added)[0];
  } catch {
    return undefined;
  }
}

/** A file chooser hands over files without the folders that a network's own list has before them. */
function inFolder(name: string): string {
  return name.replace(/^([^/]*\/).*\//, '$1');
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
