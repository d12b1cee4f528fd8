import type { Difference } from './difference.ts';

type Measures = Pick<Difference, 'mean' | 'most' | 'bands' | 'ninths'>;

/** Sizes of detail in pixels, as the bands are called. */
export const bandSizes = [1, 2, 4, 8, 16, 32] as const;

/** "8"; the last stands for all that is coarser: "32+". */
export function bandName(band: number): string {
  return `${bandSizes[band]}${band === bandSizes.length - 1 ? '+' : ''}`;
}

/** How much, at what size of detail, and where: "5.7 % on average. Most of it is in shapes …". */
export function differenceInWords(difference: Measures): string {
  const { most, mean } = difference;
  if (most === 0) return 'The pictures are the same in every pixel.';
  const percent = (mean / 255) * 100;
  const amount = percent < 0.1 ? 'Less than 0.1' : percent.toFixed(1);
  return `${amount} % on average. Most of it is in ${shapes(difference)}, ${place(difference)}.`;
}

/** Where the scale ends: "80 of 255". */
export function scaleInWords({ most }: Measures): string {
  return `${most} of 255`;
}

/** The fewest neighbouring bands that hold half of the difference, fine to coarse. */
export function strongBands({ bands }: Measures): readonly number[] {
  for (let count = 1; count < bands.length; count += 1) {
    const first = bands.map((_, band) => share(bands, band, count));
    const most = Math.max(...first);
    if (most >= 0.5) return range(first.indexOf(most), count);
  }
  return range(0, bands.length);
}

/** Of so many bands from one on. */
function share(bands: readonly number[], from: number, count: number): number {
  return bands.slice(from, from + count).reduce((sum, own) => sum + own, 0);
}

function range(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function shapes(difference: Measures): string {
  const strong = strongBands(difference);
  const [first, last] = [strong[0] ?? 0, strong.at(-1) ?? 0];
  const [from, to] = [bandSizes[first], bandSizes[last]];
  if (last === bandSizes.length - 1) {
    return first === 0 ? 'shapes of every size' : `shapes of ${from} px and more`;
  }
  if (last === 0) return 'single pixels';
  return first === last ? `shapes about ${from} px wide` : `shapes of ${from} to ${to} px`;
}

const names = [
  'at the top left',
  'at the top',
  'at the top right',
  'on the left',
  'in the middle',
  'on the right',
  'at the bottom left',
  'at the bottom',
  'at the bottom right',
];

/** Up to two ninths that stand out by half above the mean. */
function place({ ninths, mean }: Measures): string {
  const strong = ninths
    .map((value, ninth) => ({ value, name: names[ninth] ?? '' }))
    .filter(({ value }) => value > 1.5 * mean)
    .sort((a, b) => b.value - a.value);
  if (strong.length === 0 || strong.length > 3) return 'all over the picture';
  return strong
    .slice(0, 2)
    .map(({ name }) => name)
    .join(' and ');
}
