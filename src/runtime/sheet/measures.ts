import type { Sheet } from './sheet.ts';

/** How large the pictures of a sheet are drawn, how many stand side by side, how large its text is. */
export interface SheetMeasures {
  readonly columns: number;
  /** Pixels of the sheet for one of a picture; at most 1. */
  readonly scale: number;
  /** Width of each column. */
  readonly cell: number;
  /** Factor of every size that is not a picture's. */
  readonly unit: number;
}

/** What every browser can still draw: pixels a side for the pictures, and in all. */
const longestSide = 7680;
const mostPixels = 36_000_000;
/** At a unit of 1: the least width of a column, and the width of a sheet that has this unit. */
const leastCell = 176;
const plainWidth = 1300;
/** Flowing pictures aim at the proportions of a screen; each line of their captions is so tall. */
const aspect = 1.5;
const captionLine = 17;

export function measureSheet({ cells, grid }: Sheet): SheetMeasures {
  const widest = Math.max(1, ...cells.map(({ picture }) => picture?.width ?? 0));
  const tallest = Math.max(1, ...cells.map(({ picture }) => picture?.height ?? 0));
  const lines = Math.max(0, ...cells.map(({ caption }) => caption.length));
  const columns = grid
    ? grid.columns.labels.length
    : flowingColumns(cells.length, widest, tallest + lines * captionLine);
  const rows = Math.ceil(cells.length / columns);
  const scale = Math.min(
    1,
    longestSide / (columns * widest),
    longestSide / (rows * tallest),
    Math.sqrt(mostPixels / (columns * widest * rows * tallest)),
  );
  const picture = widest * scale;
  const unit = Math.min(
    Math.max(1, picture / leastCell),
    Math.max(1, (columns * picture) / plainWidth),
  );
  return { columns, scale, unit, cell: Math.ceil(Math.max(picture, leastCell * unit)) };
}

/** As many columns as come nearest to the wanted proportions, with few empty places at the end. */
function flowingColumns(count: number, width: number, height: number): number {
  let best = 1;
  let least = Infinity;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const empty = (rows * columns - count) / count;
    const cost = Math.abs(Math.log((columns * width) / (rows * height) / aspect)) + empty;
    if (cost < least) [best, least] = [columns, cost];
  }
  return best;
}
