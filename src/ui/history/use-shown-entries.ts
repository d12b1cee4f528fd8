import { useMemo } from 'react';
import type { HistoryEntry } from './history-entry.ts';
import { useHistory } from './history-store.ts';
import { useHistoryPage } from './page-store.ts';
import { searchHistory } from './search-history.ts';

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
  const shown = useShownEntries();
  const selection = useHistoryPage((state) => state.selection);
  return useMemo(() => {
    const byId = new Map(shown.map((entry) => [entry.id, entry]));
    return selection.flatMap((id) => byId.get(id) ?? []);
  }, [shown, selection]);
}
