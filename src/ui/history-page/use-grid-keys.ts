import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { HistoryEntry } from '../history/history-entry.ts';
import { matches } from '../kit/keys.ts';
import { isWay, nextEntry } from './grid-keys.ts';
import { type HistoryRow, rowOf } from './history-rows.ts';
import { compareEntries, deleteEntries, toggleStars, viewEntry } from './page-actions.ts';
import { toggleSelected, useHistoryPage } from './page-store.ts';

interface Grid {
  readonly rows: readonly HistoryRow[];
  readonly entries: readonly HistoryEntry[];
  readonly cursor: string | undefined;
  readonly scroller: HTMLElement | null;
  readonly scrollTo: (row: number) => void;
}

/** Arrows move, Space chooses, Enter opens; what is chosen, or else the one in focus, is acted on. */
export function useGridKeys({ rows, entries, cursor, scroller, scrollTo }: Grid) {
  const focusWanted = useRef(false);
  useEffect(() => {
    if (!focusWanted.current || cursor === undefined) return;
    const cell = scroller?.querySelector<HTMLElement>(`[data-entry="${cursor}"]`);
    if (!cell) return;
    focusWanted.current = false;
    cell.focus({ preventScroll: true });
    scrollTo(rowOf(rows, cursor));
  }, [cursor, rows, scroller, scrollTo]);

  return (event: KeyboardEvent) => {
    const onPicture = event.target instanceof Element && event.target.matches('[data-entry]');
    if (!onPicture || cursor === undefined) return;
    if (matches(event.nativeEvent, 'Mod+A')) {
      event.preventDefault();
      useHistoryPage.setState({ selection: entries.map(({ id }) => id) });
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { selection } = useHistoryPage.getState();
    const chosen = selection.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
    const targets = chosen.length > 0 ? chosen : entries.filter(({ id }) => id === cursor);
    const { key } = event;
    if (isWay(key)) {
      const next = nextEntry(rows, cursor, key);
      focusWanted.current = next !== cursor;
      useHistoryPage.setState({ cursor: next });
    } else if (key === 'Enter') viewEntry(cursor);
    else if (key === ' ') toggleSelected(cursor);
    else if (key === 's') toggleStars(targets);
    else if (key === 'c') compareEntries(chosen);
    else if (key === 'Delete' || key === 'Backspace') {
      focusWanted.current = true;
      deleteEntries(targets);
    } else return;
    event.preventDefault();
  };
}
