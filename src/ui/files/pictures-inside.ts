import type { Document } from '../../graph/document/document.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { catalog } from '../../nodes/catalog.ts';
import { filesOf, referenceKey, replaceFiles } from '../../runtime/browser.ts';
import { dataUrlOf } from '../kit/files.ts';
import type { StoredFile } from '../storage/database.ts';
import { findStoredFile, storeFile } from '../storage/stored-files.ts';

/** Own pictures that a graph uses: those that are in this browser, and the names of the others. */
export interface OwnPictures {
  readonly found: ReadonlyMap<string, StoredFile>;
  readonly missing: readonly string[];
}

export async function ownPictures(document: Document): Promise<OwnPictures> {
  const found = new Map<string, StoredFile>();
  const missing: string[] = [];
  for (const { reference, kind } of filesOf(document, catalog)) {
    if (kind !== 'image' || reference.from !== 'file') continue;
    const stored = await findStoredFile(reference);
    if (stored) found.set(referenceKey(reference), stored);
    else missing.push(reference.name);
  }
  return { found, missing };
}

/** What the pictures add to a file, in bytes: text of 4 characters holds 3 bytes. */
export function bytesInside({ found }: OwnPictures): number {
  return [...found.values()].reduce((sum, { blob }) => sum + Math.ceil(blob.size / 3) * 4 + 40, 0);
}

/** The graph with the bytes of its pictures in place of their names, as they were opened. */
export async function packPictures(document: Document, { found }: OwnPictures): Promise<Document> {
  const packed = new Map<string, FileReference>();
  for (const [key, { blob, name }] of found) {
    packed.set(key, { from: 'data', data: await dataUrlOf(blob), name });
  }
  return replaceFiles(
    document,
    catalog,
    (reference) => packed.get(referenceKey(reference)) ?? reference,
  );
}

/**
 * The graph with pictures that were inside it put into this browser, so that they are not written
 * again with every save. What is damaged stays; the node says so.
 */
export async function unpackPictures(document: Document): Promise<Document> {
  const unpacked = new Map<string, FileReference>();
  for (const { reference, kind } of filesOf(document, catalog)) {
    if (kind !== 'image' || reference.from !== 'data') continue;
    try {
      const blob = await (await fetch(reference.data)).blob();
      const name = reference.name ?? 'Pasted picture';
      unpacked.set(reference.data, await storeFile(blob, name, 'image'));
    } catch {
      // As above.
    }
  }
  if (unpacked.size === 0) return document;
  return replaceFiles(document, catalog, (reference) =>
    reference.from === 'data' ? (unpacked.get(reference.data) ?? reference) : reference,
  );
}
