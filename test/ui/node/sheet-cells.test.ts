import { expect, test } from 'vitest';
import { contactSheet } from '../../../src/engine/index.ts';
import {
  sheetCaption,
  sheetColumns,
  sheetGap,
  sheetRows,
} from '../../../src/nodes/activation-view/sheet.ts';
import { sheetCells } from '../../../src/ui/node/sheet-cells.ts';
import { constantPicture } from '../../engine/picture/pictures.ts';

test('the editor finds every picture of an Activation View where its run put it', () => {
  const count = 8;
  const size = { width: 20, height: 11 };
  const cells = Array.from({ length: count + 1 }, (_, at) => ({
    picture: constantPicture(size.width, size.height, [at / count, 0, 1]),
    number: 88,
  }));
  const sheet = contactSheet(cells, size, {
    columns: sheetColumns,
    rows: sheetRows(count),
    gap: sheetGap,
    caption: sheetCaption,
  });
  const found = sheetCells(sheet, count);
  expect(found).toHaveLength(count + 1);
  for (const [at, cell] of found.entries()) {
    expect(cell).toMatchObject(size);
    for (const [x, y] of [
      [cell.x, cell.y],
      [cell.x + size.width - 1, cell.y + size.height - 1],
    ] as const) {
      expect(sheet.data[(y * sheet.width + x) * 3]).toBeCloseTo(at / count);
    }
  }
});
