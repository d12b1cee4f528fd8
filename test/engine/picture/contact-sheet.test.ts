import { expect, test } from 'vitest';
import { contactSheet } from '../../../src/engine/picture/contact-sheet.ts';
import { spotlight } from '../../../src/engine/picture/masks.ts';
import { constantPicture } from './pictures.ts';

const cell = { width: 8, height: 4 };
const red = constantPicture(8, 4, [1, 0, 0]);
const green = constantPicture(8, 4, [0, 1, 0]);

function pixel({ width, data }: { width: number; data: Float32Array }, x: number, y: number) {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

test('cells lie in rows with gaps between them, and empty places stay dark', () => {
  const layout = { columns: 2, rows: 2, gap: 3, caption: 0 };
  const sheet = contactSheet(
    [{ picture: red }, { picture: green }, { picture: red }],
    cell,
    layout,
  );
  expect(sheet).toMatchObject({ width: 19, height: 11 });
  expect(pixel(sheet, 7, 3)).toEqual([1, 0, 0]);
  expect(pixel(sheet, 11, 0)).toEqual([0, 1, 0]);
  expect(pixel(sheet, 0, 7)).toEqual([1, 0, 0]);
  const dark = pixel(sheet, 9, 0);
  expect(pixel(sheet, 11, 7)).toEqual(dark);
});

test('a number is written in the strip below its cell, without touching the picture', () => {
  const layout = { columns: 1, rows: 1, gap: 0, caption: 14 };
  const plain = contactSheet([{ picture: red }], cell, layout);
  const [one, two] = [1, 2].map((number) =>
    contactSheet([{ picture: red, number }], cell, layout),
  ) as [typeof plain, typeof plain];
  expect(one.data).not.toEqual(plain.data);
  expect(one.data).not.toEqual(two.data);
  const pictureEnd = cell.width * cell.height * 3;
  expect(one.data.slice(0, pictureEnd)).toEqual(plain.data.slice(0, pictureEnd));
});

test('a spotlight leaves the lit part as it is and the rest nearly dark', () => {
  const lit = spotlight(red, { width: 8, height: 4, data: new Float32Array(32).fill(1) });
  expect(lit.data).toEqual(red.data);
  const unlit = spotlight(red, { width: 8, height: 4, data: new Float32Array(32) });
  expect(unlit.data[0]).toBeGreaterThan(0);
  expect(unlit.data[0]).toBeLessThan(0.2);
});
