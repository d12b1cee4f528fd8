import { sizeOf } from '../../weights.ts';
import type { Constant } from './tensor.ts';

/*
 * Finds what an exporter has written in parts, such as x · sigmoid(x), among the nodes of a graph.
 */

/** A node as patterns see it, which call operations and attributes as ONNX does. */
export interface PatternNode {
  readonly operation: string;
  /** Of other operations than ONNX's own. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: ReadonlyMap<
    string,
    { readonly float?: number; readonly int?: number; readonly ints?: readonly number[] }
  >;
}

/** What patterns look at. */
export interface Surroundings {
  /** The node that gives a value. */
  readonly nodeOf: (value: string) => PatternNode | undefined;
  readonly constantOf: (value: string) => Constant | undefined;
}

/** Values and numbers that a pattern has found, by the names that it gives them. */
export interface Found {
  readonly values: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, readonly number[]>;
}

/** Each way in which a value fits. */
export type Pattern = (value: string, found: Found, around: Surroundings) => Iterable<Found>;

export const nothing: Found = { values: new Map(), numbers: new Map() };

/** Any value, the same one wherever the name stands. */
export function any(name: string): Pattern {
  return function* (value, found) {
    const known = found.values.get(name);
    if (known === undefined) yield { ...found, values: new Map([...found.values, [name, value]]) };
    else if (known === value) yield found;
  };
}

/** A constant of one number. */
export function number(expected: number): Pattern {
  return function* (value, found, around) {
    const read = numbersIn(around.constantOf(value));
    if (read?.length === 1 && isNear(read[0] as number, expected)) yield found;
  };
}

/** A constant, whose numbers the rule needs. */
export function numbers(name: string): Pattern {
  return function* (value, found, around) {
    const read = numbersIn(around.constantOf(value));
    if (read) yield { ...found, numbers: new Map([...found.numbers, [name, read]]) };
  };
}

/** Constants come rounded to single or half precision. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-3 * Math.abs(b);
}

function numbersIn(constant: Constant | undefined): readonly number[] | null {
  if (!constant || constant.sized || sizeOf(constant.shape) > 16) return null;
  return [...constant.load()];
}

/** The result of an operation. @param inputs in their order. */
export function op(operation: string, ...inputs: readonly Pattern[]): Pattern {
  return function* (value, found, around) {
    const node = around.nodeOf(value);
    if (node?.operation !== operation || node.domain || node.outputs[0] !== value) return;
    yield* allOf(inputs, node.inputs, found, around);
  };
}

function* allOf(
  patterns: readonly Pattern[],
  values: readonly string[],
  found: Found,
  around: Surroundings,
): Iterable<Found> {
  const [pattern, ...others] = patterns;
  if (!pattern) return yield found;
  const [value, ...left] = values;
  if (value === undefined) return;
  for (const next of pattern(value, found, around)) yield* allOf(others, left, next, around);
}

export function either(...patterns: readonly Pattern[]): Pattern {
  return function* (value, found, around) {
    for (const pattern of patterns) yield* pattern(value, found, around);
  };
}

/** Both of the same value. */
export function both(first: Pattern, second: Pattern): Pattern {
  return function* (value, found, around) {
    for (const next of first(value, found, around)) yield* second(value, next, around);
  };
}

export const add = (a: Pattern, b: Pattern) => either(op('Add', a, b), op('Add', b, a));
const times = (a: Pattern, b: Pattern) => either(op('Mul', a, b), op('Mul', b, a));

/** Times a number, which may be written as a quotient. */
export const timesNumber = (a: Pattern, factor: number) =>
  either(times(a, number(factor)), op('Div', a, number(1 / factor)));

export const product = times;

/** a · b · factor, in whatever order. */
export function productWith(a: Pattern, b: Pattern, factor: number): Pattern {
  return either(
    timesNumber(times(a, b), factor),
    times(timesNumber(a, factor), b),
    times(a, timesNumber(b, factor)),
  );
}

export function square(a: Pattern): Pattern {
  return either(op('Pow', a, number(2)), op('Mul', a, a));
}

/** Between two numbers, which are attributes or inputs. */
export function clip(a: Pattern, min: number, max: number): Pattern {
  const byInputs = op('Clip', a, number(min), number(max));
  return function* (value, found, around) {
    const attributes = around.nodeOf(value)?.attributes;
    const [low, high] = [attributes?.get('min')?.float, attributes?.get('max')?.float];
    if (low === min && high === max) yield* op('Clip', a)(value, found, around);
    else yield* byInputs(value, found, around);
  };
}

/** A mean with the dimensions kept; its axes, attribute or input, are `numbers` of that name. */
export function mean(a: Pattern, axes: string): Pattern {
  return function* (value, found, around) {
    const node = around.nodeOf(value);
    if (node?.operation !== 'ReduceMean' || node.attributes?.get('keepdims')?.int === 0) return;
    const named =
      node.attributes?.get('axes')?.ints ?? numbersIn(around.constantOf(node.inputs[1] ?? ''));
    if (!named || named.length === 0) return;
    const before = found.numbers.get(axes);
    if (before && before.join() !== named.join()) return;
    const next = { ...found, numbers: new Map([...found.numbers, [axes, named]]) };
    yield* a(node.inputs[0] ?? '', next, around);
  };
}
