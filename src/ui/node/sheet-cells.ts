import {
  sheetCaption,
  sheetColumns,
  sheetGap,
  sheetRows,
} from '../../nodes/activation-view/sheet.ts';

export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the pictures on the sheet of an Activation View are: first the photo, then the channels. */
export function sheetCells(
  sheet: { readonly width: number; readonly height: number },
  count: number,
): readonly Cell[] {
  const rows = sheetRows(count);
  const width = (sheet.width + sheetGap) / sheetColumns - sheetGap;
  const pitch = (sheet.height + sheetGap) / rows;
  const height = pitch - sheetGap - sheetCaption;
  return Array.from({ length: count + 1 }, (_, at) => ({
    x: (at % sheetColumns) * (width + sheetGap),
    y: Math.floor(at / sheetColumns) * pitch,
    width,
    height,
  }));
}
