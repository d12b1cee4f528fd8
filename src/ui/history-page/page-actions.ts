import { problemText } from '../../common/result.ts';
import { showDocument } from '../files/documents.ts';
import { notifyWarnings, readGraph } from '../files/read-graph.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { readPicture } from '../history/history-storage.ts';
import { deletePictures, setStarred, useHistory } from '../history/history-store.ts';
import { atFirst, type CompareMode } from '../panes/compare-store.ts';
import { closeDialog, notify, openDialog } from '../session/session-store.ts';
import { entryTitle } from './entry-words.ts';
import { useHistoryPage } from './page-store.ts';
import { searchHistory } from './search-history.ts';

/** What the filter lets through now. */
export function shownEntries(): readonly HistoryEntry[] {
  return searchHistory(useHistory.getState().entries ?? [], useHistoryPage.getState());
}

/** Stars them all, or takes the stars away when all have one. */
export function toggleStars(entries: readonly HistoryEntry[]): void {
  const ids = entries.map(({ id }) => id);
  void setStarred(
    ids,
    entries.some(({ starred }) => !starred),
  );
}

/** Deletes pictures and moves the cursor to the next one. */
export function deleteEntries(entries: readonly HistoryEntry[]): void {
  const ids = new Set(entries.map(({ id }) => id));
  const shown = shownEntries();
  const last = shown.findLastIndex(({ id }) => ids.has(id));
  const stays = ({ id }: HistoryEntry) => !ids.has(id);
  const next = shown.slice(last + 1).find(stays) ?? shown.findLast(stays);
  useHistoryPage.setState({ cursor: next?.id, selection: [] });
  void deletePictures([...ids]);
}

const modes: Readonly<Record<number, CompareMode>> = { 2: 'two', 3: 'three', 4: 'four' };

/** As many as have a place of their own beside each other. */
export function canCompare(entries: readonly HistoryEntry[]): boolean {
  return modes[entries.length] !== undefined;
}

/** Shows two to four pictures beside each other, in the order in which they were chosen. */
export function compareEntries(entries: readonly HistoryEntry[]): void {
  const mode = modes[entries.length];
  if (!mode) return;
  const compared = entries.map(({ id }) => id);
  useHistoryPage.setState({ compared, comparison: { ...atFirst, mode, chosen: compared } });
}

/** Back to the list. */
export function endComparison(): void {
  useHistoryPage.setState({ compared: [] });
}

export function viewEntry(id: string): void {
  openDialog({ kind: 'history', id });
}

/** Opens the graph that made the picture, as a graph of its own. The one that was open stays saved. */
export async function openAsGraph(entry: HistoryEntry): Promise<void> {
  const title = entryTitle(entry);
  const stored = await readPicture(entry.id);
  if (!stored.ok) return notify(`${title} was not opened. ${problemText(stored.problem)}`, 'alert');
  const read = readGraph(stored.value.document, title);
  if (!read) return;
  closeDialog();
  await showDocument(read.document, true);
  notifyWarnings(title, read.warnings);
}
