import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  factsLine,
  layoutSheet,
  type MeasureText,
  type Sheet,
} from '../../src/runtime/node.ts';
import { wrap } from '../../src/runtime/sheet/wrap.ts';

/** Letters of different widths, as in a real font. */
const measure: MeasureText = (text, { size }) =>
  [...text].reduce((sum, letter) => sum + size * (letter === 'i' ? 0.25 : 0.6), 0);

const word = fc.string({
  unit: fc.constantFrom('a', 'i', 'm', '_', '夢'),
  minLength: 1,
  maxLength: 40,
});
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const cell = fc.record(
  {
    picture: fc.record({
      width: fc.integer({ min: 1, max: 4000 }),
      height: fc.integer({ min: 1, max: 4000 }),
    }),
    instead: words,
    caption: fc.array(
      fc.tuple(
        words.map((text) => ({ text, look: 'label' as const })),
        words.map((text) => ({ text, look: 'value' as const })),
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['caption'] },
);
const flowing = fc.record({
  title: words,
  about: words,
  cells: fc.array(cell, { minLength: 1, maxLength: 12 }),
});
const grid = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.record({
      title: words,
      cells: fc.array(cell, { minLength: rows * columns, maxLength: rows * columns }),
      grid: fc.record({
        rows: axis(rows),
        columns: axis(columns),
      }),
    }),
  );
const sheets: fc.Arbitrary<Sheet> = fc.oneof(flowing, grid);

function axis(length: number) {
  return fc.record({
    name: words,
    labels: fc.array(words, { minLength: length, maxLength: length }),
  });
}

function textBoxes(sheet: Sheet): readonly Box[] {
  return layoutSheet(sheet, measure).texts.map(({ text, style, x, y }) => ({
    x,
    y: y - style.size * 1.025,
    width: measure(text, style),
    height: style.size * 1.3,
  }));
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.5;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

describe('a contact sheet', () => {
  test('has room for all it shows: nothing lies on something else or beyond the edge', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { width, height, pictures, wells } = layoutSheet(sheet, measure);
        const texts = textBoxes(sheet);
        // Words about a missing picture stand in its well.
        const solid = [...pictures, ...texts];
        for (const [index, box] of [...solid, ...wells].entries()) {
          expect(box.x).toBeGreaterThan(0);
          expect(box.y).toBeGreaterThan(0);
          expect(box.x + box.width).toBeLessThan(width);
          expect(box.y + box.height).toBeLessThan(height);
          for (const other of solid.slice(index + 1)) expect(overlap(box, other)).toBe(false);
        }
        for (const well of wells) {
          for (const picture of pictures) expect(overlap(well, picture)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('says every word it was given', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const given = [
          sheet.title,
          sheet.about ?? '',
          ...(sheet.grid
            ? [sheet.grid.rows, sheet.grid.columns].flatMap(({ name, labels }) => [name, ...labels])
            : []),
          ...sheet.cells.flatMap(({ picture, instead = '', caption }) => [
            picture ? '' : instead,
            ...caption.flat().map(({ text }) => text),
          ]),
        ];
        const said = layoutSheet(sheet, measure).texts.map(({ text }) => text);
        const letters = (texts: readonly string[]) =>
          [...texts.join('').replaceAll(' ', '')].sort().join('');
        expect(letters(said)).toBe(letters(given));
      }),
      { numRuns: 100 },
    );
  });

  test('draws pictures on whole pixels, and pixel for pixel while they are few and small', () => {
    const picture = { width: 321, height: 215 };
    const cells = Array.from({ length: 7 }, () => ({ picture, caption: [] }));
    for (const place of layoutSheet({ title: 'Seven', cells }, measure).pictures) {
      expect(place).toMatchObject(picture);
      expect([place.x % 1, place.y % 1]).toEqual([0, 0]);
    }
  });

  test('stays within what a browser can draw, whatever it is given', () => {
    const picture = { width: 6000, height: 4000 };
    const cells = Array.from({ length: 100 }, () => ({ picture, caption: [] }));
    const { width, height, pictures } = layoutSheet({ title: 'Hundred', cells }, measure);
    expect(width * height).toBeLessThan(60_000_000);
    expect(Math.max(width, height)).toBeLessThan(16_384);
    for (const place of pictures) expect(place.width / place.height).toBeCloseTo(1.5, 1);
  });

  test('keeps the rows and columns of a grid, with a place for what is missing', () => {
    const caption = [] as const;
    const layout = layoutSheet(
      {
        title: 'Grid',
        cells: [
          { picture: { width: 200, height: 100 }, caption },
          { instead: 'The gradient is zero.', caption },
          { picture: { width: 200, height: 100 }, caption },
          { picture: { width: 100, height: 200 }, caption },
        ],
        grid: {
          rows: { name: 'Layer', labels: ['mixed3', 'mixed4'] },
          columns: { name: 'Strength', labels: ['1', '2'] },
        },
      },
      measure,
    );
    const [first, third, fourth] = layout.pictures;
    const [well] = layout.wells;
    expect(first?.x).toBe(third?.x);
    expect(well?.x).toBe(fourth?.x);
    expect(first?.y).toBe(well?.y);
    const row = layout.texts.find(({ text }) => text === 'mixed4');
    const column = layout.texts.find(({ text }) => text === '2');
    expect(row?.y).toBeGreaterThan(well?.y ?? 0);
    expect(column?.x).toBe(well?.x);
  });
});

test('a line breaks within its width and loses nothing but spaces', () => {
  const style = { family: 'sans', weight: 400, size: 10, colour: '' } as const;
  fc.assert(
    fc.property(words, fc.integer({ min: 6, max: 300 }), (text, width) => {
      const lines = wrap([{ text, style }], width, measure);
      const pieces = lines.flat();
      expect(
        pieces
          .map((piece) => piece.text)
          .join('')
          .replaceAll(' ', ''),
      ).toBe(text.replaceAll(' ', ''));
      for (const { x, text: piece } of pieces)
        expect(x + measure(piece, style)).toBeLessThanOrEqual(width);
    }),
  );
});

test('facts stay whole: a size is not broken at its sign', () => {
  const caption = [factsLine(['44.5 s', 'objective 12.3', 'seed 4417', '192 × 128'])];
  for (let width = 60; width < 260; width += 20) {
    const picture = { width, height: 40 };
    const { texts } = layoutSheet({ title: 'T', cells: [{ picture, caption }] }, measure);
    const lines = texts.map(({ text }) => text.replaceAll('\u00a0', ' '));
    for (const line of lines.slice(1))
      expect(line).toMatch(/^(· )?(44.5 s|objective 12.3|seed 4417|192 × 128)/);
    expect(lines.join(' ')).toContain('192 × 128');
  }
});
