import type { Colours, InputRange } from '../input-range.ts';
import { colourRows, type FirstFilters } from './first-filters.ts';

/*
 * What a first convolution answers to photographs, from their well-known statistics: the mean colour,
 * how colours vary together, and how alike neighbouring pixels are.
 */

const mean: Colours = [0.485, 0.456, 0.406];
const deviation: Colours = [0.275, 0.268, 0.282];
/** Correlation of red, green and blue at one pixel. */
const together = [
  [1, 0.93, 0.85],
  [0.93, 1, 0.94],
  [0.85, 0.94, 1],
] as const;
/** Pixels over which the likeness of neighbours falls to 1 / e. */
const reach = 20;

/** Mean and variance of each output. */
interface Answers {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/** What the outputs of the first convolution do on photographs that come in this range. */
export function answersTo(filters: FirstFilters, range: InputRange): Answers {
  const [height, width, inputs, outputs] = filters.shape;
  const rows = colourRows(filters.before, range);
  const average = rows.map(
    ({ weights, offset }) => offset + sumOf(weights.map((w, at) => w * (mean[at] as number))),
  );
  const covariance = rows.map((a) => rows.map((b) => covarianceOf(a.weights, b.weights)));
  const near = likenesses(height, width);
  const means: number[] = [];
  const variances: number[] = [];
  for (let output = 0; output < outputs; output++) {
    const taps = Array.from({ length: height * width }, (_, tap) =>
      rows.map((_, input) => filters.filter[(tap * inputs + input) * outputs + output] as number),
    );
    const sums = taps.map((own) => covariance.map((row) => productOf(row, own)));
    means.push(sumOf(taps.map((own) => productOf(own, average))) + (filters.bias?.[output] ?? 0));
    variances.push(
      sumOf(taps.map((a, i) => sumOf(sums.map((b, j) => (near[i]?.[j] ?? 0) * productOf(a, b))))),
    );
  }
  return { mean: means, variance: variances };
}

/** How alike the pixels under each two taps of a filter are. */
function likenesses(height: number, width: number): readonly (readonly number[])[] {
  const places = Array.from({ length: height * width }, (_, tap) => [
    Math.floor(tap / width),
    tap % width,
  ]) as [number, number][];
  return places.map(([y, x]) =>
    places.map(([v, u]) => Math.exp(-Math.hypot(y - v, x - u) / reach)),
  );
}

function covarianceOf(a: Colours, b: Colours): number {
  return sumOf(
    together.flatMap((row, i) =>
      row.map(
        (likeness, j) =>
          likeness *
          (a[i] as number) *
          (deviation[i] as number) *
          (b[j] as number) *
          (deviation[j] as number),
      ),
    ),
  );
}

/**
 * How far photographs in this range are from what the network saw in training, in deviations: 0 is
 * just so. Compared are the means and deviations that batch normalisation stored.
 */
export function misfitToMoments(
  filters: FirstFilters,
  { mean: means, variance: variances }: NonNullable<FirstFilters['moments']>,
  range: InputRange,
): number {
  const answers = answersTo(filters, range);
  const away = answers.mean.map((value, at) => {
    const deviations =
      (value - (means[at] as number)) / Math.sqrt((variances[at] as number) + 1e-9);
    return Math.min(deviations ** 2, 25);
  });
  const spread = answers.variance.map(
    (value, at) => Math.log((value + 1e-12) / ((variances[at] as number) + 1e-12)) / 2,
  );
  return Math.hypot(Math.sqrt(sumOf(away) / away.length), median(spread));
}

function productOf(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
