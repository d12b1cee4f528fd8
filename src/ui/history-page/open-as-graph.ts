import { parseDocument } from '../../graph/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { showDocument } from '../files/documents.ts';
import { tellRemarks } from '../files/remarks.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { readPicture } from '../history/kept-history.ts';
import { closeDialog, notify } from '../session/session-store.ts';
import { entryTitle } from './entry-words.ts';

/** Opens the graph that made the picture, as a graph of its own. The one that was open stays saved. */
export async function openAsGraph(entry: HistoryEntry): Promise<void> {
  const read = await readPicture(entry.id);
  const parsed = read.ok ? parseDocument(read.value.document, catalog) : read;
  if (!parsed.ok) {
    notify(`${entryTitle(entry)} was not opened. ${parsed.problem.message}`, 'alert');
    return;
  }
  closeDialog();
  await showDocument(parsed.value.document, true);
  tellRemarks(entryTitle(entry), parsed.value.warnings);
}
