import { fail, ok, type Result } from '../../common/result.ts';
import type { Json } from '../../graph/document/json.ts';
import type { SweepAxis, SweepValue } from '../../graph/document/sweep.ts';
import type { SweepWay } from '../../graph/params/base.ts';
import type { NumberParam } from '../../graph/params/number.ts';
import type { Param } from '../../graph/params/param.ts';
import { formatValue, valueInWords } from '../../graph/params/values.ts';
import { settle, shareOf, valueAt } from '../kit/number-scale.ts';
import type { Sweepable } from './sweepable.ts';

/** One side of a sweep while it is being set up. What belongs to another way waits unused. */
export interface AxisDraft {
  /** Of the parameter. */
  readonly id: string;
  readonly way: SweepWay;
  readonly from: number;
  readonly to: number;
  /** How many values lie from `from` to `to`, or how many seeds there are. */
  readonly steps: number;
  /** What is typed: values with commas between. */
  readonly text: string;
  /** What is picked, as JSON, in the order of the choices. */
  readonly picked: readonly string[];
  readonly seeds: readonly number[];
}

export const mostSteps = 20;

/** A start that makes sense: around the value that the parameter has now. */
export function startAxis({ id, spec, value }: Sweepable, draw: () => number): AxisDraft {
  const [from, to] = spec.type === 'number' ? aroundValue(spec, Number(value)) : [0, 1];
  return {
    id,
    way: spec.sweep[0] ?? 'list',
    from,
    to,
    steps: 3,
    text: textOf(spec, value),
    picked: startPicked(spec, value),
    seeds: Array.from({ length: mostSteps }, draw),
  };
}

/** The values of the axis with their headings, or what is missing. */
export function readAxis({ node, param, spec }: Sweepable, draft: AxisDraft): Result<SweepAxis> {
  const values = readValues(spec, draft);
  if (!values.ok) return values;
  const named = values.value.map(
    (value): SweepValue => ({ value, label: valueInWords(spec, value) }),
  );
  const unlike = named.filter(
    ({ label }, index) => named.findIndex((other) => other.label === label) === index,
  );
  if (unlike.length === 0) return missing('Choose at least one value.');
  return ok({ node, param, values: unlike });
}

function readValues(spec: Param, draft: AxisDraft): Result<readonly Json[]> {
  switch (draft.way) {
    case 'range':
      return spec.type === 'number' ? ok(rangeOf(spec, draft)) : ok([]);
    case 'pick':
      return ok(draft.picked.map((text) => JSON.parse(text) as Json));
    case 'seeds':
      return ok(draft.seeds.slice(0, draft.steps));
    case 'list': {
      const values: Json[] = [];
      for (const word of draft.text.split(',').map((part) => part.trim())) {
        if (word === '') continue;
        const read: Result<Json> = spec.parse(word);
        if (!read.ok) return read;
        values.push(read.value);
      }
      return ok(values);
    }
  }
}

/** Evenly spaced as the slider of the parameter is: by equal ratios where it goes by ratios. */
function rangeOf(spec: NumberParam, { from, to, steps }: AxisDraft): readonly number[] {
  const [start, end] = [shareOf(from, spec), shareOf(to, spec)];
  if (steps < 2) return [settle(from, spec)];
  return Array.from({ length: steps }, (_, step) =>
    valueAt(start + ((end - start) * step) / (steps - 1), spec),
  );
}

/** From half to twice the value, inside the range. */
function aroundValue(spec: NumberParam, value: number): readonly [number, number] {
  const { min, max } = spec;
  const inside = (wanted: number) => settle(Math.min(max, Math.max(min, wanted)), spec);
  const [low, high] = [inside(value / 2), inside(value * 2)];
  return low < high ? [low, high] : [min, max];
}

function textOf(spec: Param, value: Json): string {
  // In a list the comma stands between values, so within one it gives way to a space.
  return formatValue(spec, value).replace(/,\s*/g, ' ');
}

function startPicked(spec: Param, value: Json): readonly string[] {
  if (spec.type === 'layers') return [];
  if (spec.type === 'boolean') return ['true', 'false'];
  return [JSON.stringify(value)];
}

function missing(message: string): Result<never> {
  return fail({ code: 'no-values', message });
}
