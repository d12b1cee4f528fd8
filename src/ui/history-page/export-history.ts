import { problemText } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { seriesOf } from '../../graph/document/series.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { factsLine, type Sheet, type SheetLine } from '../../runtime/browser.ts';
import { offerDownload } from '../files/file-access.ts';
import { pngWithGraph } from '../files/png-graph.ts';
import type { HistoryEntry, HistoryPicture } from '../history/history-entry.ts';
import { readPicture } from '../history/history-storage.ts';
import { shownTime } from '../kit/durations.ts';
import { fileNameOf } from '../kit/files.ts';
import { notify } from '../session/session-store.ts';
import { drawSheet } from '../sheet/draw-sheet.ts';
import { zipPictures } from '../sheet/zip-pictures.ts';
import { dayHeading, entryTitle } from './entry-words.ts';

/** The picture as it was made, as a PNG that carries its graph. */
export async function downloadPicture(entry: HistoryEntry): Promise<void> {
  const read = await readPicture(entry.id);
  if (!read.ok) return notify(problemText(read.problem), 'alert');
  offerDownload(
    await pngWithGraph(read.value.picture, read.value.document, entry.profile),
    `${fileNameOf(entryTitle(entry))}.png`,
  );
}

/** One picture with all of them and their words. It carries a graph with a variant for each. */
export async function downloadSheet(entries: readonly HistoryEntry[]): Promise<void> {
  const stored = await readAll(entries);
  const [first, ...others] = stored.flatMap(({ entry, document }) => {
    const parsed = parseDocument(document, catalog);
    return parsed.ok ? { name: entryTitle(entry), document: parsed.value.document } : [];
  });
  if (!first) return;
  const sheet = historySheet(stored.map(({ entry }) => entry));
  const files = stored.map(({ picture }) => picture);
  try {
    const png = await drawSheet(sheet, files, seriesOf(first, others));
    offerDownload(png, `${fileNameOf(sheet.title)}-sheet.png`);
  } catch {
    notify(
      'The contact sheet could not be drawn: there is not enough memory. Choose fewer.',
      'alert',
    );
  }
}

/** Every picture as a PNG with its graph, numbered, in one file. */
export async function downloadZip(entries: readonly HistoryEntry[]): Promise<void> {
  const stored = await readAll(entries);
  if (stored.length === 0) return;
  const zip = await zipPictures(
    stored.map(({ entry, picture, document }) => ({
      title: entryTitle(entry),
      read: () => pngWithGraph(picture, document, entry.profile),
    })),
  );
  offerDownload(zip, 'dreamgraph-history.zip');
}

interface StoredPicture extends HistoryPicture {
  readonly entry: HistoryEntry;
}

/** What another tab has deleted meanwhile is left out, and said. */
async function readAll(entries: readonly HistoryEntry[]): Promise<readonly StoredPicture[]> {
  const stored: StoredPicture[] = [];
  for (const entry of entries) {
    const read = await readPicture(entry.id);
    if (read.ok) stored.push({ entry, ...read.value });
    else notify(`${entryTitle(entry)}: ${problemText(read.problem)}`, 'alert');
  }
  return stored;
}

/** What a contact sheet of some entries says. */
function historySheet(entries: readonly HistoryEntry[], now = Date.now()): Sheet {
  const names = new Set(entries.map(({ name }) => name));
  const days = new Set(entries.map(({ made }) => dayHeading(made, now)));
  const [name = ''] = names;
  const [first] = entries;
  const date = first && new Date(first.made).toLocaleDateString('en', { dateStyle: 'long' });
  return {
    title: names.size === 1 ? name : 'History',
    about: [count(entries.length, 'picture'), days.size === 1 ? date : '']
      .filter(Boolean)
      .join(' · '),
    cells: entries.map((entry) => ({
      picture: entry,
      caption: captionOf(entry, names.size > 1),
    })),
  };
}

function captionOf(entry: HistoryEntry, named: boolean): readonly SheetLine[] {
  const { name, variant, layers, seeds, ms } = entry;
  const title = [...(named ? [name] : []), ...(variant === undefined ? [] : [variant])].join(', ');
  const seed = seeds[0] === undefined ? [] : [`seed ${seeds[0]}`];
  return [
    ...(title ? [[{ text: title, look: 'name' }] as const] : []),
    ...(layers.length > 0 ? [[{ text: layers.join(', '), look: 'value' }] as const] : []),
    factsLine([...seed, shownTime(ms)]),
  ];
}
