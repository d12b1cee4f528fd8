import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { HistoryEntry } from '../history/history-entry.ts';
import { useGridKeys } from './grid-keys.ts';
import { HistoryCell } from './HistoryCell.tsx';
import styles from './HistoryGrid.module.css';
import { type HistoryRow, historyRows, rowOf } from './history-rows.ts';
import { useHistoryPage } from './page-store.ts';

/** Lines beyond the edge that are rendered too. */
const overscan = 2;

/** The pictures in lines; only those that are seen exist. */
export function HistoryGrid({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const width = useInnerWidth(scroller);
  const rows = useMemo(() => (width > 0 ? historyRows(entries, width) : []), [entries, width]);
  const selection = useHistoryPage((state) => state.selection);
  const wanted = useHistoryPage((state) => state.cursor);
  const cursor = entries.some(({ id }) => id === wanted) ? wanted : entries[0]?.id;
  const cursorRow = Math.max(0, rowOf(rows, cursor));
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => rows[index]?.height ?? 0,
    overscan,
    // The line with the focus stays, however far one scrolls.
    rangeExtractor: useCallback(
      (range: Range) =>
        [...new Set([...defaultRangeExtractor(range), cursorRow])].sort((a, b) => a - b),
      [cursorRow],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights belong to the lines
  useLayoutEffect(() => virtualizer.measure(), [rows]);
  const { scrollToIndex: scrollTo } = virtualizer;
  const onKeyDown = useGridKeys({ rows, entries, cursor, scroller, scrollTo });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for the buttons in it
    <div ref={setScroller} className={styles.scroller} onKeyDown={onKeyDown}>
      <div className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={keyOf(row)}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, height: row.height }}
              >
                {row.kind === 'day' ? (
                  <h2 className={styles.day}>{row.text}</h2>
                ) : (
                  <ul className={styles.pictures}>
                    {row.cells.map((cell) => (
                      <HistoryCell
                        key={cell.entry.id}
                        {...cell}
                        pictureHeight={row.pictureHeight}
                        selected={selection.includes(cell.entry.id)}
                        current={cell.entry.id === cursor}
                      />
                    ))}
                  </ul>
                )}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function keyOf(row: HistoryRow): string {
  return row.kind === 'day' ? row.text : (row.cells[0]?.entry.id ?? '');
}

/** The width that an element has for its content, without padding and scroll bar; 0 at first. */
function useInnerWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    const style = getComputedStyle(element);
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    setWidth(Math.floor(element.clientWidth - padding));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
