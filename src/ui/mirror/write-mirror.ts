import type { Document } from '../../graph/document/document.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { catalog } from '../../nodes/catalog.ts';
import { filesOf } from '../../runtime/browser.ts';
import { pngWithGraph } from '../files/png-graph.ts';
import type { NewPicture } from '../history/history-storage.ts';
import { dataUrlOf, fileNameOf } from '../kit/files.ts';
import type { StoredDocument } from '../storage/database.ts';
import { findStoredFile, storedFilesOf } from '../storage/stored-files.ts';
import { type Folder, filesIn, inside, safeName, write } from './folder.ts';

/** What the history knows of a picture, beside the PNG: with it, a restored one is complete. */
export interface PictureRecord {
  readonly entry: NewPicture['entry'];
  /** JSON text. */
  readonly document: string;
  /** A data URL. */
  readonly thumbnail: string;
  /** Name of the PNG in `pictures`. */
  readonly file: string;
}

/** The part of an id that names its file: a restored document goes on under it. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

export const documentName = /-([\w-]{1,8})\.dream\.json$/;

/** Writes graphs and pictures into a folder that looks like one a person would have made. */
export interface Writer {
  /** When the graph was written last, in milliseconds since 1970; undefined: never. */
  writtenAt(id: string): number | undefined;
  hasPicture(id: string): boolean;
  document(stored: StoredDocument): Promise<void>;
  picture(picture: NewPicture): Promise<void>;
}

export async function createWriter(folder: Folder): Promise<Writer> {
  const graphs = new Map<string, { readonly name: string; readonly at: number }>();
  for (const [name, file] of await filesIn(folder)) {
    const [, id] = documentName.exec(name) ?? [];
    if (id) graphs.set(id, { name, at: (await file.getFile()).lastModified });
  }
  const photos = await inside(folder, 'photos');
  const written = new Set((await filesIn(photos)).keys());
  const pictures = await inside(folder, 'pictures');
  const history = await inside(folder, 'history');
  const records = new Set((await filesIn(history)).keys());

  const writeFiles = async (document: Document) => {
    for (const { reference, kind } of filesOf(document, catalog)) {
      if (reference.from !== 'file') continue;
      if (kind === 'network') await writeNetwork(folder, reference.name, written);
      const stored = kind === 'image' ? await findStoredFile(reference) : undefined;
      const name = stored && `${stored.sha256.slice(0, 8)}-${safeName(stored.name)}`;
      if (!name || written.has(name)) continue;
      await write(photos, name, stored.blob);
      written.add(name);
    }
  };

  return {
    writtenAt: (id) => graphs.get(shortId(id))?.at,
    hasPicture: (id) => records.has(`${shortId(id)}.json`),
    async document({ id, document, name }) {
      const parsed = parseDocument(document, catalog);
      // Nobody can read it; the others go on.
      if (!parsed.ok) return;
      await writeFiles(parsed.value.document);
      const file = `${fileNameOf(name)}-${shortId(id)}.dream.json`;
      await write(folder, file, serialiseDocument(parsed.value.document));
      const before = graphs.get(shortId(id));
      graphs.set(shortId(id), { name: file, at: Date.now() });
      // The graph has another name by now.
      if (before && before.name !== file) await folder.removeEntry(before.name).catch(() => {});
    },
    async picture({ entry, picture, thumbnail, document }) {
      const at = new Date(entry.made)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ')
        .replaceAll(':', '-');
      const file = `${at} ${fileNameOf(entry.name)}-${shortId(entry.id)}.png`;
      await write(pictures, file, await pngWithGraph(picture, document, entry.profile));
      const record: PictureRecord = {
        entry,
        document,
        thumbnail: await dataUrlOf(thumbnail),
        file,
      };
      await write(history, `${shortId(entry.id)}.json`, JSON.stringify(record));
      records.add(`${shortId(entry.id)}.json`);
    },
  };
}

/** All files of a network, which lie in a folder in storage as well. */
async function writeNetwork(folder: Folder, model: string, written: Set<string>): Promise<void> {
  const [name = ''] = model.split('/');
  for (const file of await storedFilesOf('network')) {
    if (!file.name.startsWith(`${name}/`) || written.has(file.name)) continue;
    const networks = await inside(folder, 'networks');
    const own = await networks.getDirectoryHandle(safeName(name), { create: true });
    await write(own, safeName(file.name.slice(name.length + 1)), file.blob);
    written.add(file.name);
  }
}
