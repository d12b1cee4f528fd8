import type { HistoryEntry } from '../history/history-entry.ts';
import { dayHeading } from './entry-words.ts';

/** One line of the history: a day, or pictures side by side that fill the width. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly text: string; readonly height: number }
  | {
      readonly kind: 'pictures';
      readonly cells: readonly HistoryCell[];
      /** With the words under the pictures. */
      readonly height: number;
      readonly pictureHeight: number;
    };

export interface HistoryCell {
  readonly entry: HistoryEntry;
  readonly width: number;
}

const rowMeasures = {
  /** A line takes one more picture until it fills the width at no more than this height. */
  full: 168,
  /** How tall a line is that has too few to fill the width. */
  short: 148,
  gap: 8,
  words: 42,
  day: 34,
} as const;

/** Panoramas and slips are shown whole in a place of these proportions. */
const aspects = { least: 0.6, most: 3 };

/** Sets pictures in lines as a typesetter sets words: as many as fit, each line filled, days apart. */
export function historyRows(
  entries: readonly HistoryEntry[],
  width: number,
  now = Date.now(),
): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let line: HistoryEntry[] = [];
  let day: string | undefined;
  const end = (filled: boolean) => {
    const before = rows.at(-1);
    // What is left of a day is as tall as the line above it.
    const most = before?.kind === 'pictures' ? before.pictureHeight : rowMeasures.short;
    const highest = filled ? rowMeasures.full : most;
    if (line.length > 0) rows.push(setLine(line, width, highest));
    line = [];
  };
  for (const entry of entries) {
    const text = dayHeading(entry.made, now);
    if (text !== day) {
      end(false);
      day = text;
      rows.push({ kind: 'day', text, height: rowMeasures.day });
    }
    line.push(entry);
    if (heightOf(line, width) <= rowMeasures.full) end(true);
  }
  end(false);
  return rows;
}

/** The line that a picture is in; -1 for none. */
export function rowOf(rows: readonly HistoryRow[], id: string | undefined): number {
  return rows.findIndex(
    (row) => row.kind === 'pictures' && row.cells.some(({ entry }) => entry.id === id),
  );
}

/** Height at which the pictures of a line fill the width. */
function heightOf(line: readonly HistoryEntry[], width: number): number {
  const gaps = (line.length - 1) * rowMeasures.gap;
  return (width - gaps) / line.reduce((sum, entry) => sum + aspectOf(entry), 0);
}

function setLine(line: readonly HistoryEntry[], width: number, highest: number): HistoryRow {
  const pictureHeight = Math.max(1, Math.floor(Math.min(highest, heightOf(line, width))));
  const cells = line.map((entry) => ({
    entry,
    width: Math.max(1, Math.floor(aspectOf(entry) * pictureHeight)),
  }));
  return { kind: 'pictures', cells, pictureHeight, height: pictureHeight + rowMeasures.words };
}

function aspectOf({ width, height }: HistoryEntry): number {
  return Math.min(aspects.most, Math.max(aspects.least, width / height));
}
