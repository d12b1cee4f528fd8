import type { Document, Variant } from './document.ts';
import { idMaker } from './ids.ts';
import type { Json } from './json.ts';

/** One parameter and the values it takes, one after the other. */
export interface SweepAxis {
  readonly node: string;
  readonly param: string;
  readonly values: readonly SweepValue[];
}

export interface SweepValue {
  readonly value: Json;
  /** What a person reads: "mixed4", "0.75". */
  readonly label: string;
}

/** How many pictures a sweep makes: every value of one axis with every value of the others. */
export function sweepCount(axes: readonly SweepAxis[]): number {
  return axes.reduce((count, { values }) => count * values.length, 1);
}

/** A variant for each picture, row by row: the last axis changes fastest. */
export function sweepVariants(document: Document, axes: readonly SweepAxis[]): readonly Variant[] {
  const makeId = idMaker(document.variants.map(({ id }) => id));
  return combinations(axes).map((choice) => {
    const params: Record<string, Record<string, Json>> = {};
    for (const { node, param, value } of choice) params[node] = { ...params[node], [param]: value };
    return { id: makeId('sweep'), name: choice.map(({ label }) => label).join(', '), params };
  });
}

interface Choice extends SweepValue {
  readonly node: string;
  readonly param: string;
}

function combinations(axes: readonly SweepAxis[]): readonly (readonly Choice[])[] {
  return axes.reduce<readonly (readonly Choice[])[]>(
    (rows, { node, param, values }) =>
      rows.flatMap((row) => values.map((value) => [...row, { node, param, ...value }])),
    [[]],
  );
}
