import { create } from 'zustand';
import type { Result } from '../../common/result.ts';
import { applyCommand } from '../../graph/commands/apply.ts';
import type { Command } from '../../graph/commands/command.ts';
import {
  createHistory,
  endGesture,
  execute,
  type History,
  redo as redoHistory,
  undo as undoHistory,
} from '../../graph/commands/history.ts';
import { type Document, emptyDocument } from '../../graph/document/document.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'failed' | 'read-only';

export interface DocumentState {
  /** Names the document in this browser's storage. */
  readonly id: string;
  readonly history: History;
  /** `history.document`, which most of the editor reads. */
  readonly document: Document;
  /** Id of the variant that is shown; undefined: the graph's own values. */
  readonly variant: string | undefined;
  /** `document` with the values of the shown variant: what the nodes show and a run computes. */
  readonly shown: Document;
  readonly saved: SaveState;
}

/** The document and its history; nothing that merely passes, and no results. */
export const useDocument = create<DocumentState>(() => ({
  id: crypto.randomUUID(),
  ...inHistory(createHistory(emptyDocument())),
  saved: 'saved',
}));

export interface EditOptions {
  /** Names a gesture such as a drag: its commands become one step of history. */
  readonly gesture?: string;
  /** The gesture ends with this command. */
  readonly last?: boolean;
}

/** Does a command. @returns the ids of what it made, or why it may not be done. */
export function edit(command: Command, options: EditOptions = {}): Result<readonly string[]> {
  const { history, saved } = useDocument.getState();
  if (saved === 'read-only') return readOnly;
  const done = execute(history, catalog, command, options.gesture);
  if (!done.ok) return done;
  if (options.gesture !== history.gesture) beforeGesture = history;
  const next = options.last ? endGesture(done.value.history) : done.value.history;
  if (next !== history) move(next);
  return { ok: true, value: done.value.created };
}

let beforeGesture: History | undefined;

/** Takes back all edits of a gesture that has not ended, as if there had been none. */
export function cancelEdits(gesture: string): void {
  if (beforeGesture && useDocument.getState().history.gesture === gesture) move(beforeGesture);
}

/** Whether a command could be done now. */
export function mayEdit(command: Command): boolean {
  return applyCommand(useDocument.getState().document, catalog, command).ok;
}

export function undo(): void {
  const { history, saved } = useDocument.getState();
  if (saved !== 'read-only') move(undoHistory(history));
}

export function redo(): void {
  const { history, saved } = useDocument.getState();
  if (saved !== 'read-only') move(redoHistory(history));
}

/** Shows another variant, or with undefined the graph's own values. Edits of values then go there. */
export function showVariant(variant: string | undefined): void {
  const { history } = useDocument.getState();
  useDocument.setState(inHistory(history, variant));
}

/** Puts another document in place, with a history of its own. */
export function openDocument(document: Document, id: string, saved: SaveState = 'saved'): void {
  useDocument.setState({ id, ...inHistory(createHistory(document)), saved });
}

function move(history: History): void {
  const { document, variant } = useDocument.getState();
  const changed = history.document !== document;
  useDocument.setState({ ...inHistory(history, variant), ...(changed && { saved: 'unsaved' }) });
}

/** A variant that is gone, as after undo, is shown no more. */
function inHistory(history: History, variant?: string) {
  const { document } = history;
  const chosen = document.variants.find(({ id }) => id === variant)?.id;
  return { history, document, variant: chosen, shown: applyVariant(document, chosen) };
}

const readOnly: Result<never> = {
  ok: false,
  problem: {
    code: 'read-only',
    message:
      'This tab is read-only: the graph is open in another tab. Choose "Edit here instead" to change it.',
  },
};
