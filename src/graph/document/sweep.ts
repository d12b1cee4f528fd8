import type { Document, Sweep, Variant } from './document.ts';
import { idMaker } from './ids.ts';
import { type Json, sameJson } from './json.ts';

/** Pictures in one sweep: more would not be looked at, and take a day. */
export const mostInSweep = 100;

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

/** The sweep that a variant is one picture of. */
function sweepOf(document: Document, variant: Pick<Variant, 'sweep'>): Sweep | undefined {
  return document.sweeps?.find(({ id }) => id === variant.sweep);
}

/** Where a variant stands in its sweep: the place of its value on each axis. */
export function variantCell(
  document: Document,
  variant: Pick<Variant, 'sweep' | 'params'>,
): readonly number[] | undefined {
  const places = sweepOf(document, variant)?.axes.map(({ node, param, values }) => {
    const own = Object.hasOwn(variant.params, node) ? variant.params[node]?.[param] : undefined;
    return values.findIndex(({ value }) => own !== undefined && sameJson(value, own));
  });
  return places?.includes(-1) ? undefined : places;
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
