import { problemText } from '../../common/result.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { openDocument, useDocument } from '../document/document-store.ts';
import { askBeforeLeaving } from '../kit/before-leaving.ts';
import { canvas } from '../session/canvas-handle.ts';
import { notify, useSession } from '../session/session-store.ts';
import { showAddress } from './address.ts';
import { announceSaved, onMessage, releaseLock, takeLock, takeOver } from './document-lock.ts';
import { useKeeping, wouldLoseChanges } from './keeping.ts';
import { readStoredDocument, storeDocument } from './stored-documents.ts';

/**
 * The time between two saves, in milliseconds. Changes do not put the next one off, so that nothing
 * of a long drag is lost either.
 */
const pause = 200;
/** A change after a while is saved as soon as it is drawn. */
const soon = 20;

/** The stored revision that this tab's document is based on; 0: not stored yet. */
let revision = 0;
/** Code of the problem that the person was told of. */
let told: string | undefined;
/** When the last save began, in milliseconds since 1970. */
let lastSave = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let saving: Promise<void> = Promise.resolve();

/** Stores every change in the browser a moment after it was made. */
export function startAutosave(): void {
  useDocument.subscribe((state, before) => {
    // What was said of a tab that only reads no longer holds.
    if (before.saved === 'read-only' && state.saved !== 'read-only') {
      useSession.setState({ notice: undefined });
    }
    // A graph that was opened becomes the person's own without a change.
    const same = state.document === before.document && state.saved === before.saved;
    if (state.saved !== 'unsaved' || same) return;
    const wait = Math.max(soon, lastSave + pause - Date.now());
    timer ??= setTimeout(() => void saveNow(), wait);
  });
  askBeforeLeaving(wouldLoseChanges);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void saveNow();
  });
  window.addEventListener('pagehide', () => void saveNow());
  onMessage(({ kind, id }) => {
    if (id !== useDocument.getState().id) return;
    if (kind === 'release') void giveUp();
    else if (useDocument.getState().saved === 'read-only') void reload(id, 'read-only');
  });
}

/** Saves what has not been saved; one after the other. */
export function saveNow(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  saving = saving.then(save);
  return saving;
}

/** Makes a graph that was only looked at the person's own: it is stored without a change. */
export function keepThis(): void {
  if (revision === 0 && useDocument.getState().saved === 'saved') {
    useDocument.setState({ saved: 'unsaved' });
  }
}

/** Begins to look after another document. @returns whether this tab may write it. */
export function adopt(id: string, storedRevision: number): Promise<boolean> {
  revision = storedRevision;
  useKeeping.setState({ stored: storedRevision > 0 });
  return takeLock(id, becomeReadOnly);
}

/** "Edit here instead": this tab writes, the other one reads. */
export async function editHere(): Promise<void> {
  const { id } = useDocument.getState();
  await takeOver(id, becomeReadOnly);
  await reload(id, 'saved');
}

async function save(): Promise<void> {
  const { id, document, saved } = useDocument.getState();
  if (saved !== 'unsaved' && saved !== 'failed') return;
  useDocument.setState({ saved: 'saving' });
  lastSave = Date.now();
  const stored = await storeDocument(id, revision, { ...document, view: canvas().view() });
  const still = useDocument.getState();
  if (still.id !== id) return;
  if (stored.ok) {
    revision = stored.value;
    told = undefined;
    useKeeping.setState({ problem: undefined, stored: true });
    // A change meanwhile has set it to unsaved.
    if (still.saved !== 'saving') return;
    useDocument.setState({ saved: 'saved' });
    announceSaved(id);
    return;
  }
  if (stored.problem.code === 'conflict') return saveAsCopy(problemText(stored.problem));
  // Said once, and not after every edit, until it is solved.
  if (told !== stored.problem.code) notify(problemText(stored.problem), 'alert');
  told = stored.problem.code;
  useKeeping.setState({ problem: stored.problem });
  useDocument.setState({ saved: 'failed' });
}

async function saveAsCopy(message: string): Promise<void> {
  const id = crypto.randomUUID();
  useDocument.setState({ id, saved: 'unsaved' });
  showAddress(id, 'replace');
  await adopt(id, 0);
  notify(message, 'alert');
  await save();
}

async function giveUp(): Promise<void> {
  await saveNow();
  releaseLock();
  becomeReadOnly();
}

function becomeReadOnly(): void {
  useDocument.setState({ saved: 'read-only' });
}

async function reload(id: string, saved: 'saved' | 'read-only'): Promise<void> {
  const stored = await readStoredDocument(id);
  const parsed = stored && parseDocument(stored.document, catalog);
  if (!stored || !parsed?.ok || useDocument.getState().id !== id) {
    if (saved === 'saved') useDocument.setState({ saved: 'unsaved' });
    return;
  }
  // Meanwhile this tab may have become the one that writes.
  if (saved === 'read-only' && useDocument.getState().saved !== 'read-only') return;
  revision = stored.revision;
  openDocument(parsed.value.document, id, saved);
}
