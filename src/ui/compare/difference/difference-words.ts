import type { Difference } from './difference.ts';

type Told = Pick<Difference, 'mean' | 'most' | 'bands' | 'ninths'>;

/** Sizes of detail in pixels, as the bands are called. */
export const bandSizes = [1, 2, 4, 8, 16, 32] as const;

/** How much, at what size of detail, and where: "5.7 % on average. Most of it is in shapes …". */
export function differenceInWords(difference: Told): string {
  const { most, mean } = difference;
  if (most === 0) return 'The pictures are the same in every pixel.';
  const percent = (mean / 255) * 100;
  const amount = percent < 0.1 ? 'Less than 0.1' : percent.toFixed(1);
  return `${amount} % on average. Most of it is in ${shapes(difference)}, ${place(difference)}.`;
}

/** "0 to 80 of 255" */
export function scaleInWords({ most }: Told): string {
  return `${most} of 255`;
}

/** The neighbouring bands that hold more than half of the difference, largest first. */
export function strongBands({ bands }: Told): readonly number[] {
  const order = bands.map((share, band) => ({ share, band })).sort((a, b) => b.share - a.share);
  const chosen: number[] = [];
  let sum = 0;
  for (const { share, band } of order) {
    if (sum >= 0.5) break;
    chosen.push(band);
    sum += share;
  }
  return chosen.sort((a, b) => a - b);
}

function shapes(difference: Told): string {
  const strong = strongBands(difference);
  const [first, last] = [strong[0] ?? 0, strong.at(-1) ?? 0];
  const [from, to] = [bandSizes[first], bandSizes[last]];
  if (last === bandSizes.length - 1) return `shapes of ${from} px and more`;
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
function place({ ninths, mean }: Told): string {
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
