import { parseDocument } from '../../graph/parse.ts';
import { seriesOf } from '../../graph/series.ts';
import { catalog } from '../../nodes/catalog.ts';
import { embedDocument } from '../../runtime/client.ts';
import { downloadBlob } from '../files/download.ts';
import { fileNameOf } from '../files/file-names.ts';
import { notify } from '../passing/passing-store.ts';
import { drawSheet } from '../sheet/draw-sheet.ts';
import { zipFiles } from '../sheet/zip-files.ts';
import { entryTitle } from './entry-words.ts';
import type { HistoryEntry, HistoryPicture } from './history-entry.ts';
import { historySheet } from './history-sheet.ts';
import { readPicture } from './kept-history.ts';

/** The picture as it was made, as a PNG that carries its graph. */
export async function downloadPicture(entry: HistoryEntry): Promise<void> {
  const read = await readPicture(entry.id);
  if (!read.ok) return notify(read.problem.message, 'alert');
  offer(await withGraph(read.value), `${fileNameOf(entryTitle(entry))}.png`);
}

/** One picture with all of them and their words. It carries a graph with a variant for each. */
export async function downloadSheet(entries: readonly HistoryEntry[]): Promise<void> {
  const kept = await readAll(entries);
  const [first, ...others] = kept.flatMap(({ entry, document }) => {
    const parsed = parseDocument(document, catalog);
    return parsed.ok ? { name: entryTitle(entry), document: parsed.value.document } : [];
  });
  if (!first) return;
  const sheet = historySheet(kept.map(({ entry }) => entry));
  const files = kept.map(({ picture }) => picture);
  try {
    const png = await drawSheet(sheet, files, seriesOf(first, others));
    offer(png, `${fileNameOf(sheet.title)}-sheet.png`);
  } catch {
    notify(
      'The contact sheet could not be drawn: there is not enough memory. Choose fewer.',
      'alert',
    );
  }
}

/** Every picture as a PNG with its graph, numbered, in one file. */
export async function downloadZip(entries: readonly HistoryEntry[]): Promise<void> {
  const kept = await readAll(entries);
  if (kept.length === 0) return;
  const digits = Math.max(2, String(kept.length).length);
  const zip = await zipFiles(
    kept.map(({ entry, ...picture }, index) => ({
      name: `${String(index + 1).padStart(digits, '0')}-${fileNameOf(entryTitle(entry))}.png`,
      read: () => withGraph(picture),
    })),
  );
  offer(zip, 'dreamgraph-history.zip');
}

interface Kept extends HistoryPicture {
  readonly entry: HistoryEntry;
}

/** What another tab has deleted meanwhile is left out, and said. */
async function readAll(entries: readonly HistoryEntry[]): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for (const entry of entries) {
    const read = await readPicture(entry.id);
    if (read.ok) kept.push({ entry, ...read.value });
    else notify(`${entryTitle(entry)}: ${read.problem.message}`, 'alert');
  }
  return kept;
}

async function withGraph({ picture, document }: HistoryPicture): Promise<Blob> {
  const png = await embedDocument(new Uint8Array(await picture.arrayBuffer()), document);
  return png.ok ? new Blob([png.value], { type: 'image/png' }) : picture;
}

function offer(file: Blob, name: string): void {
  downloadBlob(file, name);
  notify(`${name} is in your downloads.`);
}
