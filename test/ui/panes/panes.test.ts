import { describe, expect, test } from 'vitest';
import { differenceOf, type Rgba } from '../../../src/ui/difference/difference.ts';
import { differenceInWords, strongBands } from '../../../src/ui/difference/difference-words.ts';
import { coloured } from '../../../src/ui/difference/ramp.ts';
import { fillPlaces } from '../../../src/ui/panes/compare-store.ts';
import { differingValues, type Pane } from '../../../src/ui/panes/pane.ts';

describe('places', () => {
  test('are filled with what was chosen, then with the next that is not there yet', () => {
    expect(fillPlaces(3, [undefined, 'a'], ['a', 'b', 'c', 'd'])).toEqual(['b', 'a', 'c']);
  });

  test('lose what is gone, and stay empty when there is nothing left', () => {
    expect(fillPlaces(4, ['gone', 'b'], ['a', 'b'])).toEqual(['a', 'b']);
  });
});

const pane = (id: string, texts: Readonly<Record<string, string>>) =>
  ({
    id,
    values: Object.entries(texts).map(([key, text]) => ({ key, node: 'N', name: key, text })),
  }) as unknown as Pane;

test('captions tell only what differs, and from what', () => {
  const told = differingValues([
    pane('a', { steps: '8', size: '512', layer: 'mixed3' }),
    pane('b', { steps: '10', size: '512', layer: 'mixed3' }),
    pane('c', { steps: '8', size: '512', extra: '1' }),
  ]);
  const short = told.map((values) => values.map(({ key, text, was }) => [key, was, text]));
  expect(short).toEqual([[['steps', undefined, '8']], [['steps', '8', '10']], []]);
});

function painted(width: number, height: number, grey: (x: number, y: number) => number): Rgba {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const value = grey(pixel % width, Math.floor(pixel / width));
    data.set([value, value, value, 255], pixel * 4);
  }
  return { width, height, data };
}

describe('the difference of two pictures', () => {
  const flat = painted(96, 96, () => 100);

  test('is told to be none where there is none', () => {
    const difference = differenceOf(flat, flat);
    expect(difference).toMatchObject({ mean: 0, most: 0 });
    expect(differenceInWords(difference)).toBe('The pictures are the same in every pixel.');
  });

  test('of a checkerboard lies in single pixels, of a wash in what is coarse', () => {
    const noise = painted(96, 96, (x, y) => ((x + y) % 2 ? 120 : 80));
    expect(strongBands(differenceOf(flat, noise))).toEqual([0]);
    const wash = painted(96, 96, () => 151);
    const difference = differenceOf(flat, wash);
    expect(strongBands(difference)).toEqual([5]);
    expect(differenceInWords(difference)).toBe(
      '20.0 % on average. Most of it is in shapes of 32 px and more, all over the picture.',
    );
  });

  test('of blocks lies in their size, and where they are', () => {
    const blocks = painted(96, 96, (x, y) => (x >= 64 && y < 32 && (x >> 3) % 2 ? 180 : 100));
    const difference = differenceOf(flat, blocks);
    expect(strongBands(difference)[0]).toBe(3);
    expect(differenceInWords(difference)).toMatch(/shapes about 8 px wide, at the top right\.$/);
  });

  test.each([
    // The second largest is no neighbour of the largest: 4 px lies between them.
    [[0.3, 0.05, 0.05, 0.25, 0.2, 0.15], [3, 4, 5], 'shapes of 8 px and more'],
    [[0.05, 0.3, 0.25, 0.1, 0.3, 0], [1, 2], 'shapes of 2 to 4 px'],
    [[0.1, 0.1, 0.1, 0.6, 0.05, 0.05], [3], 'shapes about 8 px wide'],
    [[0.4, 0, 0, 0, 0.2, 0.4], [4, 5], 'shapes of 16 px and more'],
    [[0.49, 0, 0.02, 0, 0, 0.49], [0, 1, 2], 'shapes of 1 to 4 px'],
  ])('%j is told by the bands %j that are marked', (bands, strong, words) => {
    const told = { mean: 10, most: 40, bands, ninths: [] };
    expect(strongBands(told)).toEqual(strong);
    expect(differenceInWords(told)).toContain(`Most of it is in ${words}, `);
  });

  test('splits by size of detail without a rest, at odd sizes too', () => {
    const other = painted(37, 23, (x, y) => (x * 7 + y * 13) % 256);
    const { bands } = differenceOf(
      painted(37, 23, () => 60),
      other,
    );
    expect(bands.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  test('is coloured from the first stop to the last, and what is above the scale like its end', () => {
    const stops = [
      [0, 0, 0],
      [200, 100, 0],
    ] as const;
    const map = new Uint8Array([0, 40, 80, 255]);
    const { data } = coloured({ map, most: 80, width: 4, height: 1 }, stops);
    expect([...data]).toEqual([0, 0, 0, 255, 100, 50, 0, 255, 200, 100, 0, 255, 200, 100, 0, 255]);
  });
});
