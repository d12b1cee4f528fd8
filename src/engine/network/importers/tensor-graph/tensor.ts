import type { Weights } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import type { Axes } from './axes.ts';

/** What an edge of the file's graph carries. */
export type Tensor = MapTensor | Constant | Unread;

/** A value of the IR, seen as a tensor. */
export interface MapTensor {
  readonly kind: 'map';
  /** Name of the IR's node. */
  readonly node: string;
  readonly axes: Axes;
}

/** Numbers that do not depend on the picture. */
export interface Constant {
  readonly kind: 'constant';
  readonly shape: readonly number[];
  readonly integer: boolean;
  /** Whether they follow from the picture's size, which is not that of the file's example. */
  readonly sized: boolean;
  /** Row-major, not to be changed. @param scratch may be used for the result. */
  readonly load: (scratch?: Float32Array) => Numbers;
  /** How many constants that are not computed yet stand behind it. Absent: none. */
  readonly depth?: number;
}

export type Numbers = Float32Array | Float64Array;

/** What cannot be read, or reads what cannot. */
export interface Unread {
  readonly kind: 'unread';
}

export const unread: Unread = { kind: 'unread' };

/** Constants of so many numbers are computed at once, and larger ones when they are needed. */
const small = 4096;
/** Constants that are computed may have so many numbers, or a few times as many as those that they are made of. */
const most = 2 ** 22;
/** So many constants may wait for one another to be computed. */
const deepest = 64;

export function constant(
  shape: readonly number[],
  load: Constant['load'],
  { integer = false, sized = false }: { readonly integer?: boolean; readonly sized?: boolean } = {},
): Constant {
  return { kind: 'constant', shape, integer, sized, load };
}

/** A constant computed from others. */
export function computed(
  shape: readonly number[],
  from: readonly Constant[],
  compute: () => Numbers,
  integer = from.every((one) => one.integer),
): Constant {
  const size = sizeOf(shape);
  const largest = Math.max(0, ...from.map((one) => sizeOf(one.shape)));
  if (!(size <= Math.max(most, 4 * largest))) throw new Unsupported(`makes ${size} numbers`);
  const sized = from.some((one) => one.sized);
  if (size > small) {
    const depth = 1 + Math.max(0, ...from.map((one) => one.depth ?? 0));
    if (depth > deepest) throw new Unsupported('makes constants of constants without end');
    return { ...constant(shape, compute, { integer, sized }), depth };
  }
  const numbers = compute();
  return constant(shape, () => numbers, { integer, sized });
}

/** Whole numbers, such as a shape. */
export function wholeNumbers(numbers: readonly number[], sized = false): Constant {
  const loaded = Float64Array.from(numbers);
  return constant([numbers.length], () => loaded, { integer: true, sized });
}

/** The numbers of a small constant: a shape, axes, a bound. */
export function numbersOf(tensor: Tensor | undefined, what: string): readonly number[] {
  const known = knownOf(tensor, what);
  if (sizeOf(known.shape) > small) throw new Unsupported(`has ${sizeOf(known.shape)} ${what}`);
  return [...known.load()];
}

export function numberOf(tensor: Tensor | undefined, what: string): number {
  const [number, ...others] = numbersOf(tensor, what);
  if (number === undefined || others.length > 0) throw new Unsupported(`has no single ${what}`);
  return number;
}

/** @throws Unsupported where the numbers follow from the picture. */
export function knownOf(tensor: Tensor | undefined, what: string): Constant {
  if (tensor?.kind === 'constant') return tensor;
  throw new Unsupported(tensor ? `computes its ${what} from the picture` : `has no ${what}`);
}

export function mapOf(tensor: Tensor | undefined): MapTensor {
  if (tensor?.kind === 'map') return tensor;
  throw new Unsupported('reads no picture');
}

/** A constant as weights of the IR, of another shape where one is given. */
export function asWeights(known: Constant, shape: readonly number[] = known.shape): Weights {
  if (known.sized) throw new Unsupported('computes with the size of the picture');
  return { shape, load: (scratch) => asFloats(known.load(scratch)) };
}

function asFloats(numbers: Numbers): Float32Array {
  return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
}
