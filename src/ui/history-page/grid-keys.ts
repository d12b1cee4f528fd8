import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import type { HistoryEntry } from '../history/history-entry.ts';
import { matches } from '../kit/keys.ts';
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
  // A picture that moves to another line is made anew, and would lose the focus to the page.
  const held = scroller?.querySelector('[data-entry]:focus') != null;
  useLayoutEffect(() => {
    if (held && document.activeElement === document.body) focusWanted.current = true;
  });
  // Before the next key is pressed.
  useLayoutEffect(() => {
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

type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

function isWay(key: string): key is Way {
  return /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key);
}

/** The entry that a key leads to from the one at the cursor; the first without a cursor. */
export function nextEntry(
  rows: readonly HistoryRow[],
  cursor: string | undefined,
  way: Way,
): string | undefined {
  const lines = rows.flatMap((row) => (row.kind === 'pictures' ? [row.cells] : []));
  const all = lines.flat().map(({ entry }) => entry.id);
  const at = cursor === undefined ? -1 : all.indexOf(cursor);
  if (at < 0 || way === 'Home') return all[0];
  if (way === 'End') return all.at(-1);
  if (way === 'ArrowLeft') return all[Math.max(0, at - 1)];
  if (way === 'ArrowRight') return all[Math.min(all.length - 1, at + 1)];
  const line = lines.findIndex((cells) => cells.some(({ entry }) => entry.id === cursor));
  const next = lines[line + (way === 'ArrowUp' ? -1 : 1)];
  return next ? nearest(next, middleOf(lines[line] ?? [], cursor)) : cursor;
}

type Cells = Extract<HistoryRow, { kind: 'pictures' }>['cells'];

function middleOf(cells: Cells, id: string | undefined): number {
  let x = 0;
  for (const { entry, width } of cells) {
    if (entry.id === id) return x + width / 2;
    x += width;
  }
  return 0;
}

/** The one that lies under or over the point. */
function nearest(cells: Cells, x: number): string | undefined {
  let left = 0;
  for (const { entry, width } of cells) {
    left += width;
    if (x < left) return entry.id;
  }
  return cells.at(-1)?.entry.id;
}
