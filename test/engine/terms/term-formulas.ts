import { type Matrix3, multiply, symmetricFunction } from '../../../src/engine/picture/matrix3.ts';

/**
 * The formulas of the terms once more, in double precision, as plainly as they can be written:
 * what they give is what terms strive for, sign · value.
 */
export type Rows = readonly (readonly number[])[];

/** @param m how much each position counts. */
export type Reference = (a: Rows, m: readonly number[]) => number;

const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((v, i) => v * (b[i] ?? 0)));
const channelsOf = (a: Rows) => (a[0] as readonly number[]).map((_, c) => c);
const at = (row: readonly number[] | undefined, c: number) => row?.[c] ?? 0;

/** Σ over units of f(a), each by its position's mask, over `count`. */
export const unitwise =
  (f: (a: number) => number, count: number, channels?: readonly number[]): Reference =>
  (a, m) =>
    sum(a.map((row, p) => at(m, p) * sum((channels ?? channelsOf(a)).map((c) => f(at(row, c)))))) /
    count;

export const norm: Reference = (a, m) => Math.sqrt(unitwise((v) => v * v, 1)(a, m));

export const direction =
  (v: readonly number[], power: number): Reference =>
  (a, m) =>
    sum(
      a.map((row, p) => {
        const lengths = (Math.hypot(...row) + 1e-4) * (Math.hypot(...v) + 1e-4);
        return at(m, p) * dot(row, v) * Math.max(0.1, dot(row, v) / lengths) ** power;
      }),
    ) / a.length;

export const guideDot =
  (guide: Rows): Reference =>
  (a, m) =>
    sum(a.map((row, p) => at(m, p) * Math.max(...guide.map((y) => dot(row, y)))));

export const contrast =
  (guide: Rows, photo: Rows): Reference =>
  (a, m) => {
    const mean = (rows: Rows, c: number, of: (v: number) => number) =>
      sum(rows.map((row) => of(at(row, c)))) / rows.length;
    const size = channelsOf(a).map((c) => mean(guide, c, Math.abs) + mean(photo, c, Math.abs));
    const w = channelsOf(a).map(
      (c) =>
        (mean(guide, c, (v) => v) - mean(photo, c, (v) => v)) /
        (at(size, c) + sum(size) / size.length / 4),
    );
    return sum(a.map((row, p) => at(m, p) * dot(row, w)));
  };

export const channelWeights =
  (guide: Rows): Reference =>
  (a, m) => {
    const sums = channelsOf(a).map((c) => sum(guide.map((row) => at(row, c))));
    const size = sum(sums.map(Math.abs)) / sums.length;
    return (
      sum(a.map((row, p) => at(m, p) * sum(row.map((v, c) => v * v * at(sums, c))))) / size / 2
    );
  };

interface Moments {
  readonly mean: readonly number[];
  readonly second: number[][];
  readonly covariance: number[][];
}

function moments(a: Rows, m: readonly number[]): Moments {
  const weights = m.map((v) => v / sum(m));
  const channels = channelsOf(a);
  const mean = channels.map((c) => sum(a.map((row, p) => at(weights, p) * at(row, c))));
  const about = (x: readonly number[]) =>
    channels.map((i) =>
      channels.map((j) =>
        sum(a.map((row, p) => at(weights, p) * (at(row, i) - at(x, i)) * (at(row, j) - at(x, j)))),
      ),
    );
  return { mean, second: about(channels.map(() => 0)), covariance: about(mean) };
}

const even = (a: Rows) => a.map(() => 1);

export const gram =
  (style: Rows, f: (difference: number) => number): Reference =>
  (a, m) => {
    const wanted = moments(style, even(style)).second;
    const entries = moments(a, m).second.flatMap((row, i) =>
      row.map((v, j) => f(v - at(wanted[i], j))),
    );
    return -sum(entries) / entries.length;
  };

export const meansAndDeviations =
  (style: Rows): Reference =>
  (a, m) => {
    const [own, wanted] = [moments(a, m), moments(style, even(style))];
    const deviation = ({ covariance }: Moments, c: number) =>
      Math.sqrt(at(covariance[c], c) + 1e-6);
    const channels = channelsOf(a);
    const squares = channels.map(
      (c) =>
        (at(own.mean, c) - at(wanted.mean, c)) ** 2 +
        (deviation(own, c) - deviation(wanted, c)) ** 2,
    );
    return -sum(squares) / channels.length;
  };

/** For three channels. */
export const wasserstein =
  (style: Rows): Reference =>
  (a, m) => {
    const [own, wanted] = [moments(a, m), moments(style, even(style))];
    const trace = (x: Matrix3) => x[0] + x[4] + x[8];
    const ridge = (trace(wanted.covariance.flat() as unknown as Matrix3) / 3) * 1e-3 + 1e-8;
    const regular = (covariance: number[][]) =>
      covariance.flat().map((v, i) => (i % 4 === 0 ? v + ridge : v)) as unknown as Matrix3;
    const [from, to] = [regular(own.covariance), regular(wanted.covariance)];
    const root = symmetricFunction(to, Math.sqrt);
    const between = symmetricFunction(multiply(multiply(root, from), root), (v) =>
      Math.sqrt(Math.max(v, 0)),
    );
    const offset = sum(own.mean.map((v, c) => (v - at(wanted.mean, c)) ** 2));
    return -(offset + trace(from) + trace(to) - 2 * trace(between)) / 3;
  };

export const content =
  (target: Rows): Reference =>
  (a, m) =>
    -sum(a.map((row, p) => at(m, p) * sum(row.map((v, c) => (v - at(target[p], c)) ** 2)))) /
    (a.length * channelsOf(a).length);

/** Central differences, [position][channel] flattened. */
export function slopeOf(reference: Reference, a: Rows, m: readonly number[]): number[] {
  const step = 1e-5;
  return a.flatMap((row, p) =>
    row.map((value, c) => {
      const moved = (v: number) => a.map((r, i) => (i === p ? r.with(c, v) : r));
      return (reference(moved(value + step), m) - reference(moved(value - step), m)) / (2 * step);
    }),
  );
}
