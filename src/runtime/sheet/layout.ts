import { measureSheet } from './measures.ts';
import { createPage, type Page, type PlacedText } from './page.ts';
import type { Box, Extent, Sheet, SheetAxis, SheetCell, SheetText } from './sheet.ts';
import type { MeasureText } from './wrap.ts';

/** A sheet on which everything has its place; pictures and wells lie on whole pixels. */
export interface SheetLayout extends Extent {
  /** `cell` is the place in the sheet's list. */
  readonly pictures: readonly (Box & { readonly cell: number })[];
  /** Where a picture is missing. */
  readonly wells: readonly Box[];
  readonly texts: readonly PlacedText[];
}

/** At a unit of 1. */
const margin = 32;
const columnGap = 12;
const rowGap = 24;
const captionGap = 6;
const inset = 12;
const headGap = 20;
const widestRowLabel = 200;
/** Room for a title over a small picture. */
const leastWidth = 320;

/** The columns of a sheet. */
interface Frame {
  readonly scale: number;
  readonly columns: number;
  readonly cell: number;
  /** Of the headings of rows; 0 without a grid. */
  readonly labels: number;
  readonly margin: number;
  readonly right: number;
  x(column: number): number;
}

/** Gives everything on the sheet its place. Text breaks where it must and is never cut. */
export function layoutSheet(sheet: Sheet, measure: MeasureText): SheetLayout {
  const { unit, ...measures } = measureSheet(sheet);
  const page = createPage(unit, measure);
  const frame = frameOf(sheet, measures, page);
  const { columns, right } = frame;
  let y = page.px(margin);
  y += writeHead(sheet, page, frame, y);
  if (sheet.grid) y += writeHeadings(sheet.grid, page, frame, y);
  for (let first = 0; first < sheet.cells.length; first += columns) {
    if (first > 0) y += page.px(rowGap);
    const label = sheet.grid?.rows.labels[first / columns];
    y += placeRow(
      { cells: sheet.cells.slice(first, first + columns), first, label },
      page,
      frame,
      y,
    );
  }
  const { pictures, wells, texts } = page;
  return { width: right + page.px(margin), height: y + page.px(margin), pictures, wells, texts };
}

function frameOf(
  { grid }: Sheet,
  { columns, cell, scale }: Pick<Frame, 'columns' | 'cell' | 'scale'>,
  page: Page,
): Frame {
  const labels = grid ? rowLabelWidth(grid.rows, page) : 0;
  const left = page.px(margin) + (labels > 0 ? labels + page.px(columnGap) : 0);
  const x = (column: number) => left + column * (cell + page.px(columnGap));
  const right = Math.max(x(columns - 1) + cell, page.px(margin + leastWidth));
  return { scale, columns, cell, labels, margin: page.px(margin), right, x };
}

function rowLabelWidth({ name, labels }: SheetAxis, page: Page): number {
  const widest = page.widest([[axisName(name)], ...labels.map((text) => [heading(text)])]);
  return Math.min(page.px(widestRowLabel), widest);
}

function writeHead({ title, about }: Sheet, page: Page, frame: Frame, y: number): number {
  const width = frame.right - frame.margin;
  let height = page.write([[{ text: title, look: 'title' }]], frame.margin, y, width);
  if (about)
    height += page.write([[{ text: about, look: 'about' }]], frame.margin, y + height, width);
  return height + page.px(headGap);
}

function writeHeadings(
  { rows, columns }: NonNullable<Sheet['grid']>,
  page: Page,
  frame: Frame,
  y: number,
): number {
  const left = frame.x(0);
  const top = y + page.write([[axisName(columns.name)]], left, y, frame.right - left);
  const heights = columns.labels.map((text, column) =>
    page.write([[heading(text)]], frame.x(column), top, frame.cell),
  );
  const corner = page.write([[axisName(rows.name)]], frame.margin, top, frame.labels);
  return top - y + Math.max(corner, ...heights) + page.px(captionGap);
}

interface Row {
  readonly cells: readonly SheetCell[];
  /** Place of the first cell in the sheet's list. */
  readonly first: number;
  readonly label: string | undefined;
}

/** Pictures of a row stand on one line, their captions under it. @returns the row's height. */
function placeRow({ cells, first, label }: Row, page: Page, frame: Frame, y: number): number {
  const insteads = cells.map(({ picture, instead }) =>
    picture || !instead ? [] : [[{ text: instead, look: 'problem' } as const]],
  );
  const within = frame.cell - 2 * page.px(inset);
  const height = Math.max(
    ...cells.map(({ picture }) => (picture ? drawn(picture, frame.scale).height : 0)),
    ...insteads.map((lines) => page.heightOf(lines, within) + 2 * page.px(inset)),
  );
  const below = cells.map(({ picture, caption }, column) => {
    const x = frame.x(column);
    if (picture) {
      const size = drawn(picture, frame.scale);
      page.pictures.push({ cell: first + column, x, y: y + height - size.height, ...size });
    } else {
      page.wells.push({ x, y, width: frame.cell, height });
      page.write(insteads[column] ?? [], x + page.px(inset), y + page.px(inset), within);
    }
    return page.write(caption, x, y + height + page.px(captionGap), frame.cell);
  });
  const beside =
    label === undefined ? 0 : page.write([[heading(label)]], frame.margin, y, frame.labels);
  return Math.max(beside, height + page.px(captionGap) + Math.max(...below));
}

function drawn({ width, height }: Extent, scale: number): Extent {
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

function axisName(text: string): SheetText {
  return { text, look: 'axis' };
}

function heading(text: string): SheetText {
  return { text, look: 'heading' };
}
