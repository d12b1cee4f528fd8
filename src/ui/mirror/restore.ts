import { fail, ok, problemText, type Result } from '../../common/result.ts';
import { isJsonObject, type Json } from '../../graph/document/json.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { storePicture } from '../history/history-storage.ts';
import { historyChanged, useHistoryLimit } from '../history/history-store.ts';
import { database } from '../storage/database.ts';
import { storageProblem } from '../storage/keeping.ts';
import { listStoredDocuments } from '../storage/stored-documents.ts';
import { storeFile } from '../storage/stored-files.ts';
import { type Folder, filesIn } from './folder.ts';
import { documentName, type PictureRecord, shortId } from './write-mirror.ts';

/** A graph in a folder. */
export interface FoundGraph {
  readonly id: string;
  readonly name: string;
  readonly changed: number;
  readonly document: Json;
  /** This browser has it, and keeps what it has. */
  readonly here: boolean;
}

export interface FoundFolder {
  readonly graphs: readonly FoundGraph[];
  /** Names of files that are no graphs, with the reason. */
  readonly unreadable: readonly string[];
  readonly pictures: number;
}

/** What a folder holds that this page has written. */
export async function lookInto(folder: Folder): Promise<FoundFolder> {
  const here = new Set((await listStoredDocuments()).map(({ id }) => shortId(id)));
  const graphs: FoundGraph[] = [];
  const unreadable: string[] = [];
  for (const [fileName, handle] of await filesIn(folder)) {
    if (!fileName.endsWith('.dream.json')) continue;
    const file = await handle.getFile();
    const parsed = parseDocument(await file.text(), catalog);
    if (!parsed.ok) unreadable.push(`${fileName}: ${problemText(parsed.problem)}`);
    if (!parsed.ok) continue;
    const { document } = parsed.value;
    const id = documentName.exec(fileName)?.[1] ?? shortId(crypto.randomUUID());
    graphs.push({
      ...{ id, name: document.name, changed: file.lastModified },
      ...{ document: document as unknown as Json, here: here.has(id) },
    });
  }
  const history = await folderInside(folder, 'history');
  const pictures = history ? (await filesIn(history)).size : 0;
  return { graphs: graphs.sort((a, b) => b.changed - a.changed), unreadable, pictures };
}

export interface Restored {
  readonly graphs: number;
  readonly pictures: number;
}

/**
 * Brings back what this browser does not have: photos and networks first, then the graphs that use
 * them, then the history. Nothing that is here is overwritten. Problems: those of `storageProblem`.
 */
export async function restore(folder: Folder, found: FoundFolder): Promise<Result<Restored>> {
  try {
    await restoreFiles(folder);
    const missing = found.graphs.filter(({ here }) => !here);
    const db = await database();
    for (const { here: _, ...graph } of missing)
      await db.put('documents', { ...graph, revision: 1 });
    const pictures = await restoreHistory(folder);
    await historyChanged();
    return ok({ graphs: missing.length, pictures });
  } catch (error) {
    return fail(storageProblem(error));
  }
}

async function restoreFiles(folder: Folder): Promise<void> {
  const photos = await folderInside(folder, 'photos');
  for (const [name, handle] of photos ? await filesIn(photos) : []) {
    await storeFile(await copyOf(handle), name.replace(/^[0-9a-f]{8}-/, ''), 'image');
  }
  const networks = await folderInside(folder, 'networks');
  if (!networks) return;
  for await (const [name, handle] of networks.entries()) {
    if (handle.kind !== 'directory') continue;
    for (const [part, file] of await filesIn(handle as FileSystemDirectoryHandle)) {
      await storeFile(await copyOf(file), `${name}/${part}`, 'network');
    }
  }
}

async function restoreHistory(folder: Folder): Promise<number> {
  const history = await folderInside(folder, 'history');
  const pictures = await folderInside(folder, 'pictures');
  if (!history || !pictures) return 0;
  const { limit } = useHistoryLimit.getState();
  let count = 0;
  for (const [, handle] of await filesIn(history)) {
    const record = readRecord(await (await handle.getFile()).text());
    const png = record && (await pictures.getFileHandle(record.file).catch(() => undefined));
    if (!record || !png) continue;
    const { entry, document } = record;
    const thumbnail = await (await fetch(record.thumbnail)).blob();
    const stored = await storePicture(
      { entry, document, thumbnail, picture: await copyOf(png) },
      limit,
    );
    if (stored.ok && stored.value) count += 1;
  }
  return count;
}

/** What somebody has changed by hand into something else is left out. */
function readRecord(text: string): PictureRecord | undefined {
  try {
    const record = JSON.parse(text) as Json;
    if (!isJsonObject(record) || !isJsonObject(record.entry)) return undefined;
    const { id, key, made, name } = record.entry;
    const texts = [id, key, name, record.file, record.document, record.thumbnail];
    if (!texts.every((each) => typeof each === 'string') || typeof made !== 'number')
      return undefined;
    if (!String(record.thumbnail).startsWith('data:image/')) return undefined;
    return record as unknown as PictureRecord;
  } catch {
    return undefined;
  }
}

/** The bytes themselves, not a reference to a file that may change or go. */
async function copyOf(handle: FileSystemFileHandle): Promise<Blob> {
  const file = await handle.getFile();
  return new Blob([await file.arrayBuffer()], { type: file.type });
}

async function folderInside(
  folder: Folder,
  name: string,
): Promise<FileSystemDirectoryHandle | undefined> {
  return folder.getDirectoryHandle(name).catch(() => undefined);
}
