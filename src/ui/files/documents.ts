import firstPreset from '../../../presets/deepdream.json';
import { type Document, emptyDocument } from '../../graph/document/document.ts';
import { openDocument, useDocument } from '../document/document-store.ts';
import { isHome } from '../run/node-runs.ts';
import { clearResults } from '../run/results.ts';
import { useRun } from '../run/run-store.ts';
import { canvas } from '../session/canvas-handle.ts';
import { select, showView } from '../session/session-store.ts';
import { adopt, keepThis, saveNow } from '../storage/autosave.ts';
import { isLocked } from '../storage/document-lock.ts';
import { listStoredDocuments, readStoredDocument } from '../storage/stored-documents.ts';
import { notifyWarnings, readGraph, readPreset } from './read-graph.ts';
import { readShareLink } from './share-link.ts';

/** Shows a document under a new id; it is stored with its first change, or at once if it is `own`. */
export async function showDocument(document: Document, own = false): Promise<void> {
  await saveNow();
  put(document, crypto.randomUUID());
  await adopt(useDocument.getState().id, 0);
  if (own) useDocument.setState({ saved: 'unsaved' });
}

export function newDocument(): Promise<void> {
  return showDocument(emptyDocument());
}

/** Opens a document of this browser; read-only while another tab has it. @returns whether it could. */
export async function openStored(id: string): Promise<boolean> {
  await saveNow();
  const stored = await readStoredDocument(id);
  if (!stored) return false;
  const read = readGraph(stored.document, stored.name);
  if (!read) return false;
  put(read.document, id);
  const writable = await adopt(id, stored.revision);
  if (!writable) useDocument.setState({ saved: 'read-only' });
  notifyWarnings(stored.name, read.warnings);
  return true;
}

/** A copy of the document that is open, to go on with in this tab. */
export function openCopy(): Promise<void> {
  const { document } = useDocument.getState();
  return showDocument({ ...document, name: `${document.name} copy` }, true);
}

/**
 * What the page begins with: the document or the graph its address names, else the one that was
 * changed last and is not open elsewhere, else the first preset.
 */
export async function openFirst(): Promise<void> {
  if (await openNamed()) return;
  for (const { id } of idInAddress() ? [] : await listStoredDocuments()) {
    if (!(await isLocked(id)) && (await openStored(id))) return;
  }
  await showDocument(readPreset(firstPreset) ?? emptyDocument());
}

/** A graph that was only looked at is the person's own once they have run it. */
export function keepWhatRuns(): void {
  useRun.subscribe(({ current }, before) => {
    if (current && !before.current && isHome(current)) keepThis();
  });
}

/** A link that is pasted into the address of this page opens here. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => void openNamed());
}

/** Opens what the address holds or names. @returns whether it did. */
async function openNamed(): Promise<boolean> {
  const shared = await readShareLink(window.location.hash);
  if (shared) await showDocument(shared);
  if (shared) return true;
  const id = idInAddress();
  return id !== undefined && id !== useDocument.getState().id && openStored(id);
}

function idInAddress(): string | undefined {
  return /^#d=([\w-]+)/.exec(window.location.hash)?.[1];
}

function put(document: Document, id: string): void {
  showView('edit');
  clearResults();
  select([]);
  openDocument(document, id);
  canvas().start(document.view, document.nodes.length === 0);
}
