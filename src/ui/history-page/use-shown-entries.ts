import { useMemo } from 'react';
import type { HistoryEntry } from '../history/history-entry.ts';
import { useHistory } from '../history/history-store.ts';
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
  const selection = useHistoryPage((state) => state.selection);
  return usePicked(useShownEntries(), selection);
}

/** What is compared, as far as it is still kept. */
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
