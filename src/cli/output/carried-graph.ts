import { sha256 } from '../../common/sha256.ts';
import { sumOf } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import type { FileKind, FileReference } from '../../graph/params/file.ts';
import { catalog } from '../../nodes/catalog.ts';
import { filesOf, referenceKey, replaceFiles, sampleWithHash } from '../../runtime/node.ts';
import type { CliFiles } from '../access/file-access.ts';

type Files = Pick<CliFiles, 'readFile' | 'openFile' | 'openClip'>;

/** The JSON text of a graph as a picture carries it. */
export type Carry = (document: Document) => Promise<string>;

/**
 * Files are carried by name and content hash: a picture is passed on, and the folders of its maker
 * concern nobody. A sample photograph is carried as what it is, so that it is found everywhere.
 */
export function createCarrier(files: Files): Carry {
  const known = new Map<string, FileReference>();
  return async (document) => {
    for (const { reference, kind } of filesOf(document, catalog)) {
      const key = referenceKey(reference);
      if (!known.has(key)) known.set(key, await carriedReference(files, reference, kind));
    }
    const replaced = replaceFiles(
      document,
      catalog,
      (reference) => known.get(referenceKey(reference)) ?? reference,
    );
    return serialiseDocument(replaced, { compact: true });
  };
}

/** How a file is called, and known by, where its folder means nothing. */
export async function carriedReference(
  files: Files,
  reference: FileReference,
  kind: FileKind,
): Promise<FileReference> {
  if (reference.from !== 'file') return reference;
  const hash = (await hashOf(files, reference, kind)) ?? reference.sha256;
  const sample = kind === 'image' && hash !== undefined ? sampleWithHash(hash) : undefined;
  if (sample !== undefined) return { from: 'bundled', name: sample };
  // The shards of a network lie beside its model.json, whose folder names the network.
  const isFolder = kind === 'network' && /\.json$/i.test(reference.name);
  const parts = reference.name.split(/[/\\]/).slice(isFolder ? -2 : -1);
  const name = reference.name === '-' ? 'standard-input' : parts.join('/');
  return { from: 'file', name, ...(hash !== undefined && { sha256: hash }) };
}

/** Of a file that can be read. A network may be larger than memory. */
async function hashOf(
  { readFile, openFile, openClip }: Files,
  reference: Parameters<CliFiles['openFile']>[0],
  kind: FileKind,
): Promise<string | null> {
  if (kind === 'clip') {
    const clip = await openClip(reference);
    return clip.ok ? clip.value.sum() : null;
  }
  if (kind === 'network') {
    const file = await openFile(reference);
    return file.ok ? sumOf(file.value) : null;
  }
  const bytes = await readFile(reference.name, reference.sha256);
  return bytes.ok ? sha256(bytes.value) : null;
}
