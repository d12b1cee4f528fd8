import type { Picture, Size } from './picture.ts';

/** How cells lie on a sheet. Lengths in pixels. */
export interface SheetLayout {
  readonly columns: number;
  readonly rows: number;
  /** Between cells. */
  readonly gap: number;
  /** Height of the strip under each cell for its number; 0 for none. */
  readonly caption: number;
}

export interface SheetCell {
  readonly picture: Picture;
  /** Written in the strip below. */
  readonly number?: number;
}

const background = 0.09;
const ink = 0.62;

/**
 * Pictures side by side, row by row, on dark grey. Cells beyond the last picture stay empty.
 * @param cell size of every picture.
 */
export function contactSheet(
  cells: readonly SheetCell[],
  cell: Size,
  { columns, rows, gap, caption }: SheetLayout,
): Picture {
  const pitch = { x: cell.width + gap, y: cell.height + caption + gap };
  const width = columns * pitch.x - gap;
  const height = rows * pitch.y - gap;
  const data = new Float32Array(width * height * 3).fill(background);
  const sheet: Picture = { width, height, data };
  for (const [at, { picture, number }] of cells.slice(0, columns * rows).entries()) {
    const left = (at % columns) * pitch.x;
    const top = Math.floor(at / columns) * pitch.y;
    place(sheet, picture, left, top);
    if (caption > 0 && number !== undefined) {
      write(sheet, String(number), left + 1, top + cell.height + 2);
    }
  }
  return sheet;
}

function place(sheet: Picture, { width, height, data }: Picture, left: number, top: number): void {
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 3, (y + 1) * width * 3);
    sheet.data.set(row, ((top + y) * sheet.width + left) * 3);
  }
}

/** Digits of 3 x 5 dots, a row of dots per octal digit. */
const digits = [
  '75557',
  '26227',
  '71747',
  '71717',
  '55711',
  '74717',
  '74757',
  '71122',
  '75757',
  '75717',
];
/** Side of a dot in pixels. */
const dot = 2;

function write(sheet: Picture, text: string, left: number, top: number): void {
  for (const [place, character] of [...text].entries()) {
    for (const [row, dots] of [...(digits[Number(character)] ?? '')].entries()) {
      for (let column = 0; column < 3; column++) {
        if (Number(dots) & (4 >> column)) {
          fillDot(sheet, left + (place * 4 + column) * dot, top + row * dot);
        }
      }
    }
  }
}

function fillDot({ width, data }: Picture, left: number, top: number): void {
  for (let y = top; y < top + dot; y++) {
    const from = (y * width + left) * 3;
    data.fill(ink, from, from + dot * 3);
  }
}
