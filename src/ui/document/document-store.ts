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
import { atPhoto, photosOf } from '../../graph/photos/at-photo.ts';
import { atFrame } from '../../graph/sequence/at-frame.ts';
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
  /** The frame that is shown, counted from 0; of a still 0. No part of the document, nor of undo. */
  readonly frame: number;
  /** Which of several photos is shown, counted from 0. No part of the document, nor of undo. */
  readonly photo: number;
  /** `document` with that photo alone. */
  readonly single: Document;
  /** `single` with the values of the shown variant at the shown frame: what the nodes show. */
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
  const { history, frame, photo } = useDocument.getState();
  useDocument.setState(inHistory(history, { variant, frame, photo }));
}

/** Shows another frame of a film, or the nearest one that it has. */
export function showFrame(wanted: number): void {
  const { history, variant, frame, photo } = useDocument.getState();
  const next = inHistory(history, { variant, frame: wanted, photo });
  if (next.frame !== frame) useDocument.setState(next);
}

/** Shows another one of several photos, or the nearest one that there is. */
export function showPhoto(wanted: number): void {
  const { history, variant, frame, photo } = useDocument.getState();
  const next = inHistory(history, { variant, frame, photo: wanted });
  if (next.photo !== photo) useDocument.setState(next);
}

/** The graph with the photo, the values and the keys that are shown, at no frame yet. */
export function varied(): Document {
  const { single, variant } = useDocument.getState();
  return applyVariant(single, variant);
}

/** Puts another document in place, with a history of its own. */
export function openDocument(document: Document, id: string, saved: SaveState = 'saved'): void {
  useDocument.setState({ id, ...inHistory(createHistory(document)), saved });
}

function move(history: History): void {
  const { document, variant, frame, photo } = useDocument.getState();
  const changed = history.document !== document;
  const next = inHistory(history, { variant, frame, photo });
  useDocument.setState({ ...next, ...(changed && { saved: 'unsaved' }) });
}

type Place = Partial<Pick<DocumentState, 'variant' | 'frame' | 'photo'>>;

/** A variant, a frame or a photo that is gone, as after undo, is shown no more. */
function inHistory(history: History, wanted: Place = {}) {
  const { document } = history;
  const variant = document.variants.find(({ id }) => id === wanted.variant)?.id;
  const frame = within(wanted.frame, document.sequence?.frames);
  const photo = within(wanted.photo, photosOf(document, catalog)?.files.length);
  const single = atPhoto(document, catalog, photo);
  const shown = atFrame(applyVariant(single, variant), catalog, frame);
  return { history, document, variant, frame, photo, single, shown };
}

function within(wanted = 0, count = 1): number {
  return Math.min(count - 1, Math.max(0, Math.round(wanted)));
}

const readOnly: Result<never> = {
  ok: false,
  problem: {
    code: 'read-only',
    message:
      'This tab is read-only: the graph is open in another tab. Choose "Edit here instead" to change it.',
  },
};
