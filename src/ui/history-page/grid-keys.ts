import type { HistoryRow } from './history-rows.ts';

type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export function isWay(key: string): key is Way {
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
