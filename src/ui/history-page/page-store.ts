import { useMemo } from 'react';
import { create } from 'zustand';
import type { HistoryEntry } from '../history/history-entry.ts';
import { useHistory } from '../history/history-store.ts';
import { atFirst, type CompareState } from '../panes/compare-store.ts';
import { type HistoryFilter, searchHistory } from './search-history.ts';

export interface HistoryPageState extends HistoryFilter {
  /** Ids of what is chosen, in the order of choosing. */
  readonly selection: readonly string[];
  /** The entry that keys act on. */
  readonly cursor: string | undefined;
  /** Ids of the pictures that are compared, A first; none: the list is seen. */
  readonly compared: readonly string[];
  /** How they are compared, while something else is seen. */
  readonly comparison: CompareState;
}

/** How the history is looked at; it stays while the page shows something else. */
export const useHistoryPage = create<HistoryPageState>(() => ({
  text: '',
  starred: false,
  selection: [],
  cursor: undefined,
  compared: [],
  comparison: atFirst,
}));

/** The one and nothing else. */
export function selectOnly(id: string): void {
  useHistoryPage.setState({ selection: [id], cursor: id });
}

/** Takes it into the selection, or out of it. */
export function toggleSelected(id: string): void {
  useHistoryPage.setState(({ selection }) => ({
    cursor: id,
    selection: selection.includes(id)
      ? selection.filter((other) => other !== id)
      : [...selection, id],
  }));
}

/** All from the cursor to this one. */
export function selectUpTo(id: string, shown: readonly string[]): void {
  const { cursor } = useHistoryPage.getState();
  const from = cursor === undefined ? -1 : shown.indexOf(cursor);
  const to = shown.indexOf(id);
  const range = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  useHistoryPage.setState({ selection: range });
}

export function clearSelection(): void {
  useHistoryPage.setState({ selection: [] });
}

const none: readonly HistoryEntry[] = [];

/** What the filter lets through, the newest first. */
export function useShownEntries(): readonly HistoryEntry[] {
  const entries = useHistory((state) => state.entries) ?? none;
  const text = useHistoryPage((state) => state.text);
  const starred = useHistoryPage((state) => state.starred);
  return useMemo(() => searchHistory(entries, { text, starred }), [entries, text, starred]);
}

/** What is chosen of what is shown: an action never reaches what nobody sees. */
export function useSelectedEntries(): readonly HistoryEntry[] {
  const selection = useHistoryPage((state) => state.selection);
  return usePicked(useShownEntries(), selection);
}

/** The compared pictures that are still in the history. */
export function useComparedEntries(): readonly HistoryEntry[] {
  const compared = useHistoryPage((state) => state.compared);
  return usePicked(useHistory((state) => state.entries) ?? none, compared);
}

/** In the order of the ids. */
function usePicked(entries: readonly HistoryEntry[], ids: readonly string[]) {
  return useMemo(() => {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }, [entries, ids]);
}
