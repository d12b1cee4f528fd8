import firstPreset from '../../../presets/deepdream.json';
import { type Document, emptyDocument } from '../../graph/document/document.ts';
import { openDocument, useDocument } from '../document/document-store.ts';
import { clearResults, isHome } from '../run/node-runs.ts';
import { useRun } from '../run/run-store.ts';
import { canvas } from '../session/canvas-handle.ts';
import { notify, select, showView } from '../session/session-store.ts';
import { type Arrival, idInAddress, showAddress, unstoredInAddress } from '../storage/address.ts';
import { adopt, keepThis, saveNow } from '../storage/autosave.ts';
import { isLocked } from '../storage/document-lock.ts';
import { heldInMemory, isUnstored } from '../storage/keeping.ts';
import { listStoredDocuments, readStoredDocument } from '../storage/stored-documents.ts';
import { notifyWarnings, readGraph, readPreset } from './read-graph.ts';
import { readShareLink } from './share-link.ts';

/** Shows a document under a new id; it is stored with its first change, or at once if it is `own`. */
export function showDocument(document: Document, own = false): Promise<void> {
  return inTurn(() => show(document, 'push', own));
}

export function newDocument(): Promise<void> {
  return showDocument(emptyDocument());
}

/** Opens a document of this browser; read-only while another tab has it. @returns whether it could. */
export function openStored(id: string): Promise<boolean> {
  return inTurn(() => openKept(id, 'push'));
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
export function openFirst(): Promise<void> {
  return inTurn(async () => {
    if (await openNamed('replace')) return;
    for (const { id } of idInAddress() ? [] : await listStoredDocuments()) {
      if (!(await isLocked(id)) && (await openKept(id, 'replace'))) return;
    }
    await show(readPreset(firstPreset) ?? emptyDocument(), 'replace');
  });
}

/** Back and Forward go between graphs, and a link that is pasted into the address opens here. */
export function followAddress(): void {
  const follow = () => void inTurn(followOnce);
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
}

async function followOnce(): Promise<void> {
  const { id } = useDocument.getState();
  if (idInAddress() === id || (await openNamed('by-history'))) return;
  if (idInAddress()) notify('That graph is no longer in this browser.', 'alert');
  showAddress(id, 'replace');
}

let last: Promise<unknown> = Promise.resolve();

/** One graph after the other, however fast somebody goes back. */
function inTurn<T>(open: () => Promise<T>): Promise<T> {
  const next = last.then(open);
  last = next.catch(() => {});
  return next;
}

async function show(document: Document, arrival: Arrival, own = false): Promise<void> {
  await leave();
  const id = crypto.randomUUID();
  put(document, id);
  showAddress(id, arrival, document);
  await adopt(id, 0);
  if (own) useDocument.setState({ saved: 'unsaved' });
}

async function openKept(id: string, arrival: Arrival): Promise<boolean> {
  await leave();
  const stored = await readStoredDocument(id);
  if (!stored || heldInMemory.has(id)) return openUnstored(id, arrival, stored?.revision ?? 0);
  const read = readGraph(stored.document, stored.name);
  if (!read) return false;
  put(read.document, id);
  showAddress(id, arrival);
  const writable = await adopt(id, stored.revision);
  if (!writable) useDocument.setState({ saved: 'read-only' });
  notifyWarnings(stored.name, read.warnings);
  return true;
}

/** A graph that was left unstored, or was only looked at before. */
async function openUnstored(id: string, arrival: Arrival, revision: number): Promise<boolean> {
  const held = heldInMemory.get(id);
  const given = arrival === 'push' ? undefined : unstoredInAddress();
  const document =
    held ?? (given === undefined ? undefined : readGraph(given, 'The graph')?.document);
  if (!document) return false;
  put(document, id);
  showAddress(id, arrival, document);
  await adopt(id, revision);
  heldInMemory.delete(id);
  if (held) useDocument.setState({ saved: 'unsaved' });
  return true;
}

/** The graph that is open is stored, or held while the page lives where it cannot be. */
async function leave(): Promise<void> {
  await saveNow();
  const { id, document } = useDocument.getState();
  if (isUnstored()) heldInMemory.set(id, document);
}

/** Opens what the address holds or names. @returns whether it did. */
async function openNamed(arrival: Arrival): Promise<boolean> {
  const shared = await readShareLink(window.location.hash);
  if (shared) await show(shared, 'replace');
  if (shared) return true;
  const id = idInAddress();
  return id !== undefined && openKept(id, arrival);
}

/** A graph that was only looked at is the person's own once they have run it. */
export function keepWhatRuns(): void {
  useRun.subscribe(({ current }, before) => {
    if (current && !before.current && isHome(current)) keepThis();
  });
}

function put(document: Document, id: string): void {
  showView('edit');
  clearResults();
  select([]);
  openDocument(document, id);
  canvas().start(document.view, document.nodes.length === 0);
}
