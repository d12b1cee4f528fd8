import { create } from 'zustand';
import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { useDocument } from '../document/document-store.ts';
import { database } from './database.ts';

export interface Keeping {
  /** Why nothing can be stored in this browser; undefined while it can. */
  readonly problem: Problem | undefined;
  /**
   * Whether the browser has promised to clear nothing of this page by itself; undefined: it was not
   * asked yet, or does not say.
   */
  readonly promised: boolean | undefined;
  /** Whether the graph that is open is stored; one that was only looked at is not. */
  readonly stored: boolean;
}

/** How safe a person's work is in this browser. */
export const useKeeping = create<Keeping>(() => ({
  problem: undefined,
  promised: undefined,
  stored: false,
}));

/** Finds out at the start whether anything can be stored, and asks for a promise with the first edit. */
export function startKeeping(): void {
  void checkStorage();
  void navigator.storage?.persisted?.().then(
    (promised) => promised && useKeeping.setState({ promised }),
    () => {},
  );
  const stop = useDocument.subscribe(({ saved }) => {
    if (saved !== 'unsaved') return;
    stop();
    void askForPromise();
  });
}

async function checkStorage(): Promise<void> {
  try {
    await (await database()).count('documents');
  } catch (error) {
    useKeeping.setState({ problem: storageProblem(error) });
  }
}

/** Chromium decides by itself, Firefox asks the person: about something they have begun to work on. */
async function askForPromise(): Promise<void> {
  if (useKeeping.getState().promised) return;
  try {
    useKeeping.setState({ promised: await navigator.storage?.persist?.() });
  } catch {
    // Where storage is denied there is nothing to promise.
  }
}

/** Graphs that were left with changes that could not be stored, by id, while the page lives. */
export const heldInMemory = new Map<string, Document>();

/** The graph as it was last written to a file of the person's own. */
let inFile: Document | undefined;

export function markInFile(document: Document): void {
  inFile = document;
}

/** Whether closing the tab would lose changes: they are neither in this browser nor in a file. */
export function wouldLoseChanges(): boolean {
  return heldInMemory.size > 0 || (isUnstored() && useDocument.getState().document !== inFile);
}

/** Whether the graph that is open has changes that could not be stored. */
export function isUnstored(): boolean {
  const { saved } = useDocument.getState();
  return useKeeping.getState().problem !== undefined && saved !== 'saved' && saved !== 'read-only';
}

/** What an error of the browser's storage means to a person. */
export function storageProblem(error: unknown): Problem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return noRoom;
  if (name === 'SecurityError' || name === 'NotAllowedError' || isDenied()) return denied;
  return {
    ...failed,
    message: `${failed.message} (${error instanceof Error ? error.message : error})`,
  };
}

/** Chromium calls a denied database an unknown error, but denies the rest of its storage plainly. */
function isDenied(): boolean {
  try {
    return !indexedDB || !localStorage;
  } catch {
    return true;
  }
}

const denied: Problem = {
  code: 'storage-denied',
  message:
    'Nothing can be kept: this browser does not let the page store anything, as its settings or a private window have it.',
  remedy: 'Allow site data for this address and reload, or save the graph to a file.',
};
const noRoom: Problem = {
  code: 'no-room',
  message: 'Changes are not kept: there is no space left for this page in the browser.',
  remedy: 'Save the graph to a file, or delete graphs, networks and pictures you no longer need.',
};
const failed: Problem = {
  code: 'no-storage',
  message: "Nothing can be kept: this browser's storage does not work.",
  remedy: 'Save the graph to a file, then restart the browser.',
};
