import { ok, type Result } from '../../common/result.ts';
import type { Catalog } from '../definition/definition.ts';
import type { Document, View } from '../document/document.ts';
import { type Applied, applyCommand, type Patch, patchDocument } from './apply.ts';
import type { Command } from './command.ts';

/** One step of undo: everything that one gesture did. */
export interface HistoryEntry {
  /** "Set octave scale" */
  readonly label: string;
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
}

/**
 * A document with its past and future. Immutable. Selection, viewport and results are not part of
 * it: the view lies in the document but undo and redo leave it as it is.
 */
export interface History {
  readonly document: Document;
  /** Oldest first. `past.at(-1)` is what undo takes back. */
  readonly past: readonly HistoryEntry[];
  /** `future.at(-1)` is what redo brings again. */
  readonly future: readonly HistoryEntry[];
  /** Most entries that are kept. */
  readonly limit: number;
  /** Commands of this gesture go into the last entry. */
  readonly gesture: string | undefined;
}

export interface Executed {
  readonly history: History;
  /** Ids of what was made, for the selection. */
  readonly created: readonly string[];
  readonly label: string;
}

export function createHistory(document: Document, limit = 200): History {
  return { document, past: [], future: [], limit, gesture: undefined };
}

/**
 * Does a command. Commands with the same `gesture`, such as those of one drag, make one entry with
 * the label of the first, until another command, `endGesture`, undo or redo.
 */
export function execute(
  history: History,
  catalog: Catalog,
  command: Command,
  gesture?: string,
): Result<Executed> {
  const applied = applyCommand(history.document, catalog, command);
  if (!applied.ok) return applied;
  const { created, label } = applied.value;
  return ok({ history: record(history, applied.value, gesture), created, label });
}

/** The next command makes an entry of its own, whatever its gesture. */
export function endGesture(history: History): History {
  return history.gesture === undefined ? history : { ...history, gesture: undefined };
}

/** The state before the last gesture; the same history when there is none. */
export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (!entry) return history;
  return {
    ...history,
    document: patched(history.document, entry.inverse),
    past: history.past.slice(0, -1),
    future: [...history.future, entry],
    gesture: undefined,
  };
}

/** The state after the gesture that was last undone; the same history when there is none. */
export function redo(history: History): History {
  const entry = history.future.at(-1);
  if (!entry) return history;
  return {
    ...history,
    document: patched(history.document, entry.patches),
    past: [...history.past, entry],
    future: history.future.slice(0, -1),
    gesture: undefined,
  };
}

/** Moves the viewport, which is saved with the document but never undone. */
export function setView(history: History, view: View): History {
  const { x, y, zoom } = view;
  const sound = Number.isFinite(x) && Number.isFinite(y) && zoom > 0 && Number.isFinite(zoom);
  return sound ? { ...history, document: { ...history.document, view: { x, y, zoom } } } : history;
}

function record(history: History, applied: Applied, gesture: string | undefined): History {
  const { document, patches, inverse, label } = applied;
  if (patches.length === 0) return history;
  const entry = { label, patches, inverse };
  const last = history.past.at(-1);
  const goesOn = last !== undefined && gesture !== undefined && history.gesture === gesture;
  const past = goesOn
    ? [...history.past.slice(0, -1), mergeEntries(last, entry)]
    : [...history.past, entry].slice(-history.limit);
  return { ...history, document, past, future: [], gesture };
}

function patched(document: Document, patches: readonly Patch[]): Document {
  const changed = patchDocument(document, patches);
  return changed.view === document.view ? changed : { ...changed, view: document.view };
}

/** Both entries as one. A drag is hundreds of commands, so repeated settings become one. */
function mergeEntries(first: HistoryEntry, second: HistoryEntry): HistoryEntry {
  const { label } = first;
  if (!onlySets(first) || !onlySets(second)) {
    return {
      label,
      patches: [...first.patches, ...second.patches],
      inverse: [...second.inverse, ...first.inverse],
    };
  }
  return {
    label,
    patches: lastOfEach([...first.patches, ...second.patches]),
    inverse: lastOfEach([...second.inverse, ...first.inverse]),
  };
}

/** Sets single values and nothing else; then no path lies within another, and order is nothing. */
function onlySets({ patches, inverse }: HistoryEntry): boolean {
  return [...patches, ...inverse].every(
    ({ op, value }) => op === 'replace' && (typeof value !== 'object' || value === null),
  );
}

function lastOfEach(patches: readonly Patch[]): readonly Patch[] {
  return [...new Map(patches.map((patch) => [JSON.stringify(patch.path), patch])).values()];
}
