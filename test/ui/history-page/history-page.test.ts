import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../../src/ui/history/history-entry.ts';
import { entryDetail, entryTitle } from '../../../src/ui/history-page/entry-words.ts';
import { nextEntry } from '../../../src/ui/history-page/grid-keys.ts';
import { historyRows } from '../../../src/ui/history-page/history-rows.ts';
import { searchHistory } from '../../../src/ui/history-page/search-history.ts';

const now = new Date(2026, 10, 25, 14, 0).getTime();
const hour = 3_600_000;

function entry(id: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    ...{
      id,
      made: now,
      key: id,
      name: 'Dream',
      node: 'Save Image',
      nodes: [],
      layers: [],
      seeds: [],
    },
    ...{ profile: 'wasm simd', ms: 5, width: 300, height: 200, bytes: 1, starred: false, ...more },
  };
}

describe('search', () => {
  const usual = ['Load Image', 'Octave Split', 'Layer Objective', 'Octave Merge'];
  const entries = [
    entry('a', {
      ...{ name: 'Alpine dream', variant: 'Weak', layers: ['mixed4'], seeds: [4417] },
      ...{ nodes: usual, strengths: [0.8], photos: ['IMG_2031.jpg'] },
    }),
    entry('b', {
      ...{ made: now - 24 * hour, nodes: [...usual, 'Soft light'], layers: ['mixed4_pool'] },
      ...{ node: 'Edges', photos: ['Boats', 'the painting.png'], ms: 800 },
    }),
    entry('c', {
      ...{ made: now - 48 * hour, profile: 'webgl', seeds: [44], starred: true },
      ...{ nodes: usual, strengths: [1.8], cut: { octave: 3, octaves: 5, step: 6 } },
    }),
  ];
  const found = (text: string, starred = false) =>
    searchHistory(entries, { text, starred }, now)
      .map(({ id }) => id)
      .join('');

  test.each([
    ['', 'abc'],
    ['alp', 'a'],
    ['ALPINE weak', 'a'],
    ['lpine', ''],
    ['weak soft', ''],
    ['mixed4', 'ab'],
    ['pool', ''],
    ['mixed4_pool', 'b'],
    ['edges', 'b'],
    ['soft light', 'b'],
    ['seed 4417', 'a'],
    ['44', 'ac'],
    ['webgl', 'c'],
    ['today', 'a'],
    ['yesterday', 'b'],
    ['tuesday', 'b'],
    ['nov mon', 'c'],
    ['2026-11-24', 'b'],
    ['300 200', 'abc'],
    ['starred', 'c'],
    // As the cards say it.
    ['strength 0.8', 'a'],
    ['merge strength 0.8', 'a'],
    ['mixed4 · merge strength 0.8 · seed 4417 · IMG_2031.jpg', 'a'],
    ['0.8', 'ab'],
    ['strength', 'ac'],
    ['img_2031.jpg', 'a'],
    ['2031', 'a'],
    ['boats', 'b'],
    ['painting.png', 'b'],
    ['stopped', 'c'],
    // What every graph has says nothing.
    ['octave', 'c'],
    ['load image', ''],
    ['objective', ''],
  ])('"%s" finds %s', (text, ids) => {
    expect(found(text)).toBe(ids);
  });

  test('everything that a card says finds it', () => {
    for (const each of entries) {
      const said = `${entryTitle(each)} · ${entryDetail(each)}`;
      expect(searchHistory(entries, { text: said, starred: false }, now)).toContain(each);
    }
  });

  test('stars narrow it', () => {
    expect(found('', true)).toBe('c');
    expect(found('alpine', true)).toBe('');
  });
});

const pictures = fc
  .array(
    fc.record({
      width: fc.integer({ min: 1, max: 4000 }),
      height: fc.integer({ min: 1, max: 4000 }),
      age: fc.integer({ min: 0, max: 90 }),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all
      .sort((a, b) => a.age - b.age)
      .map(({ width, height, age }, index) =>
        entry(`p${index}`, { width, height, made: now - age * hour }),
      ),
  );

describe('lines of pictures', () => {
  test('every picture has a place, in order, within the width, under its day', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 300, max: 2000 }), (entries, width) => {
        const rows = historyRows(entries, width, now);
        const placed = rows.flatMap((row) => (row.kind === 'pictures' ? row.cells : []));
        expect(placed.map((cell) => cell.entry)).toEqual(entries);
        let day = '';
        for (const row of rows) {
          if (row.kind === 'day') {
            expect(row.text).not.toBe(day);
            day = row.text;
            continue;
          }
          const used = row.cells.reduce((sum, cell) => sum + cell.width + 8, -8);
          expect(used).toBeLessThanOrEqual(width);
          const days = new Set(row.cells.map((cell) => new Date(cell.entry.made).toDateString()));
          expect(days.size).toBe(1);
        }
      }),
    );
  });

  test('a photo keeps its proportions', () => {
    const [, row] = historyRows([entry('a'), entry('b')], 1000, now);
    if (row?.kind !== 'pictures') throw new Error('There is no line of pictures.');
    for (const { width } of row.cells) expect(width / row.pictureHeight).toBeCloseTo(1.5, 1);
  });
});

describe('keys', () => {
  const entries = Array.from({ length: 9 }, (_, index) => entry(`p${index}`));
  // Four beside each other, so lines of four, four and one.
  const rows = historyRows(entries, 1024, now);
  test.each([
    ['p0', 'ArrowRight', 'p1'],
    ['p0', 'ArrowLeft', 'p0'],
    ['p1', 'ArrowDown', 'p5'],
    ['p6', 'ArrowUp', 'p2'],
    ['p7', 'ArrowDown', 'p8'],
    ['p8', 'ArrowDown', 'p8'],
    ['p3', 'ArrowRight', 'p4'],
    ['p5', 'Home', 'p0'],
    ['p5', 'End', 'p8'],
    [undefined, 'ArrowDown', 'p0'],
  ] as const)('%s %s leads to %s', (from, key, to) => {
    expect(nextEntry(rows, from, key)).toBe(to);
  });
});
