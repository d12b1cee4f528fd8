import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import { type Constant, computed, type Numbers } from './tensor.ts';

/*
 * Folding: what files compute of numbers that do not depend on the picture, such as shapes, or scales
 * of normalisations.
 */

export type BinaryFunction = (a: number, b: number) => number;

export const binaryFunctions = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  /** Of whole numbers, towards zero. */
  quotient: (a, b) => Math.trunc(a / b),
  floorDivide: (a, b) => Math.floor(a / b),
  floorRemainder: (a, b) => a - Math.floor(a / b) * b,
  remainder: (a, b) => a % b,
  power: (a, b) => a ** b,
  maximum: Math.max,
  minimum: Math.min,
  squaredDifference: (a, b) => (a - b) ** 2,
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
  less: (a, b) => Number(a < b),
  lessOrEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greaterOrEqual: (a, b) => Number(a >= b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
} as const satisfies Readonly<Record<string, BinaryFunction>>;

/** Of each pair of numbers, with lengths of 1 repeated. */
export function foldBinary(a: Constant, b: Constant, apply: BinaryFunction): Constant {
  const shape = broadcastShape(a.shape, b.shape);
  return computed(shape, [a, b], () => {
    const [left, right] = [a.load(), b.load()];
    const [fromA, fromB] = [placesIn(a.shape, shape), placesIn(b.shape, shape)];
    const made = blank(sizeOf(shape), a.integer && b.integer);
    for (let i = 0; i < made.length; i++) {
      made[i] = apply(left[fromA(i)] as number, right[fromB(i)] as number);
    }
    return made;
  });
}

export function foldUnary(
  a: Constant,
  apply: (x: number) => number,
  integer = a.integer,
): Constant {
  return computed(a.shape, [a], () => a.load().map(apply), integer);
}

export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [m, n] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (m !== n && m !== 1 && n !== 1) {
      throw new Unsupported(
        `combines shapes that do not fit, [${a.join(', ')}] and [${b.join(', ')}]`,
      );
    }
    return m === 1 ? n : m;
  });
}

export function stepsOf(shape: readonly number[]): readonly number[] {
  const steps: number[] = [];
  shape.reduceRight((step, length, axis) => {
    steps[axis] = step;
    return step * length;
  }, 1);
  return steps;
}

/** From a place in the larger shape to that in the one that is broadcast to it. */
function placesIn(own: readonly number[], shape: readonly number[]): (place: number) => number {
  const steps = stepsOf(shape);
  const ownSteps = stepsOf(own);
  const first = shape.length - own.length;
  return (place) => {
    let [left, at] = [place, 0];
    for (let axis = 0; axis < shape.length; axis++) {
      const step = steps[axis] as number;
      const digit = Math.floor(left / step);
      left -= digit * step;
      if (axis >= first && own[axis - first] !== 1)
        at += digit * (ownSteps[axis - first] as number);
    }
    return at;
  };
}

/** The same numbers in another shape, one of whose lengths may be -1. */
export function foldReshape(a: Constant, lengths: readonly number[]): Constant {
  return { ...a, shape: completed(lengths, sizeOf(a.shape)) };
}

/** Lengths of which one may be -1: as much as is left. */
export function completed(lengths: readonly number[], size: number): readonly number[] {
  const rest = lengths.reduce((product, length) => (length < 0 ? product : product * length), 1);
  const whole = lengths.map((length) => (length < 0 ? size / rest : length));
  const fits = whole.every((length) => Number.isSafeInteger(length)) && sizeOf(whole) === size;
  if (!fits || lengths.filter((length) => length < 0).length > 1) {
    throw new Unsupported(`gives ${size} numbers the shape [${lengths.join(', ')}]`);
  }
  return whole;
}

/** The numbers at the places that `from` gives for each place of the shape, by its digits. */
function picked(
  a: Constant,
  shape: readonly number[],
  from: (digits: readonly number[]) => number,
): Constant {
  return computed(shape, [a], () => {
    const source = a.load();
    const made = blank(sizeOf(shape), source instanceof Float64Array);
    const digits = shape.map(() => 0);
    for (let i = 0; i < made.length; i++) {
      made[i] = source[from(digits)] as number;
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        digits[axis] = (digits[axis] as number) + 1;
        if ((digits[axis] as number) < (shape[axis] as number)) break;
        digits[axis] = 0;
      }
    }
    return made;
  });
}

export function foldTranspose(a: Constant, order: readonly number[]): Constant {
  const steps = stepsOf(a.shape);
  const own = order.map((from) => steps[from] ?? 0);
  const shape = order.map((from) => a.shape[from] ?? 1);
  return picked(a, shape, (digits) => dot(digits, own));
}

/** Every `step`-th number from `begin` on along each axis; steps may be negative. */
export function foldSlice(
  a: Constant,
  ranges: readonly { readonly begin: number; readonly length: number; readonly step: number }[],
): Constant {
  const steps = stepsOf(a.shape);
  return picked(
    a,
    ranges.map(({ length }) => length),
    (digits) =>
      ranges.reduce(
        (place, { begin, step }, axis) =>
          place + (begin + step * (digits[axis] as number)) * (steps[axis] as number),
        0,
      ),
  );
}

/** What lies at these places along an axis, whose length the shape of the places takes. */
export function foldGather(a: Constant, places: Constant, axis: number): Constant {
  const length = a.shape[axis] ?? 1;
  const steps = stepsOf(a.shape);
  const at = places.load();
  const inner = stepsOf(places.shape);
  const rank = places.shape.length;
  const shape = [...a.shape.slice(0, axis), ...places.shape, ...a.shape.slice(axis + 1)];
  const found = picked(a, shape, (digits) => {
    const chosen = at[dot(digits.slice(axis, axis + rank), inner)] as number;
    const place = chosen < 0 ? chosen + length : chosen;
    if (!(place >= 0 && place < length)) throw new Unsupported(`looks up ${chosen} of ${length}`);
    const before = dot(digits.slice(0, axis), steps);
    return (
      before + place * (steps[axis] ?? 1) + dot(digits.slice(axis + rank), steps.slice(axis + 1))
    );
  });
  return places.sized ? { ...found, sized: true } : found;
}

export function foldConcat(parts: readonly Constant[], axis: number): Constant {
  const [first] = parts;
  if (!first) throw new Unsupported('joins nothing');
  const lengths = parts.map(({ shape }) => shape[axis] ?? 1);
  const shape = first.shape.map((own, at) =>
    at === axis ? lengths.reduce((a, b) => a + b, 0) : own,
  );
  const fits = parts.every(
    (part) =>
      axis in part.shape &&
      part.shape.length === shape.length &&
      part.shape.every((own, at) => at === axis || own === shape[at]),
  );
  if (!fits) throw new Unsupported('joins shapes that do not fit');
  return computed(shape, parts, () => {
    const outer = sizeOf(shape.slice(0, axis));
    const inner = sizeOf(shape.slice(axis + 1));
    const made = blank(sizeOf(shape), first.integer);
    let to = 0;
    const loaded = parts.map((part) => part.load());
    for (let row = 0; row < outer; row++) {
      for (const [at, numbers] of loaded.entries()) {
        const count = (lengths[at] as number) * inner;
        made.set(numbers.subarray(row * count, (row + 1) * count), to);
        to += count;
      }
    }
    return made;
  });
}

export function foldFill(lengths: readonly number[], value: number, like: Constant): Constant {
  return computed(lengths, [like], () => blank(sizeOf(lengths), like.integer).fill(value));
}

/** Over some axes, which stay with length 1. */
export function foldReduce(
  a: Constant,
  axes: readonly number[],
  { start, step, end = (x) => x }: Reduction,
): Constant {
  const shape = a.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const count = sizeOf(a.shape) / sizeOf(shape);
  return computed(shape, [a], () => {
    const made = blank(sizeOf(shape), a.integer).fill(start);
    const to = placesIn(shape, a.shape);
    a.load().forEach((number, place) => {
      made[to(place)] = step(made[to(place)] as number, number);
    });
    return made.map((number) => end(number, count));
  });
}

export interface Reduction {
  readonly start: number;
  readonly step: BinaryFunction;
  readonly end?: (result: number, count: number) => number;
}

function blank(size: number, integer: boolean): Numbers {
  return integer ? new Float64Array(size) : new Float32Array(size);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
}
