import type { Size } from '../picture/picture.ts';
import type {
  BlockOperation,
  IrNode,
  Margins,
  Padding,
  Pair,
  PoolOperation,
  UpsampleOperation,
  Weights,
} from './ir.ts';
import {
  extentOf,
  type Field,
  filterSize,
  paddingAround,
  type Shape,
  type Sight,
  sightOfAll,
  type Window,
  windowedSize,
} from './windows.ts';

/*
 * What the records of the operations (operations.ts) have in common: sizes, windows and sights.
 */

/** One at least: the network's input has the picture. */
export type Inputs = readonly [Shape, ...Shape[]];

export const seesAll = {
  field: (_: IrNode, widest: Field): Field => ({ ...widest, receptiveField: [Infinity, Infinity] }),
  sight: (_: IrNode, sight: Sight, input: Size, output: Size): Sight =>
    sightOfAll(sight, input, output),
};

export function sizeOfFirst(_: IrNode, [{ height, width }]: Inputs): Size {
  return { height, width };
}

export function channelsOfFirst(_: IrNode, [first = 0]: readonly number[]): number {
  return first;
}

/** A value of one pixel is broadcast over the others, and so is one of one channel. */
export const broadcasting = {
  size: sizeOfLargest,
  channels: (_: IrNode, inputs: readonly number[]): number => Math.max(...inputs),
  takes: (node: IrNode, inputs: Inputs): boolean => {
    const largest = sizeOfLargest(node, inputs);
    const channels = Math.max(...inputs.map((input) => input.channels));
    return inputs.every(
      (input) =>
        (input.channels === channels || input.channels === 1) &&
        (haveOneSize(input, largest) || haveOneSize(input, { height: 1, width: 1 })),
    );
  },
};

function sizeOfLargest(_: IrNode, inputs: Inputs): Size {
  return {
    height: Math.max(...inputs.map(({ height }) => height)),
    width: Math.max(...inputs.map(({ width }) => width)),
  };
}

export function haveOneSize(a: Size, b: Size): boolean {
  return a.height === b.height && a.width === b.width;
}

export function isPermutation(order: readonly number[], channels: number): boolean {
  const all = new Set(order);
  const isChannel = (c: number) => Number.isInteger(c) && c >= 0 && c < channels;
  return order.length === channels && all.size === channels && order.every(isChannel);
}

/** The permutation that undoes another. */
export function inverseOf(order: readonly number[]): readonly number[] {
  const inverse = order.map(() => 0);
  order.forEach((from, to) => {
    inverse[from] = to;
  });
  return inverse;
}

export function widened({ height, width }: Shape, margins: Margins, sign: 1 | -1): Size {
  const { top, bottom, left, right } = margins;
  return { height: height + sign * (top + bottom), width: width + sign * (left + right) };
}

/** Whether there are as many pixels inside of the border as are to be mirrored. */
export function canReflect({ height, width }: Shape, margins: Margins): boolean {
  const { top, bottom, left, right } = margins;
  return Math.max(top, bottom) < height && Math.max(left, right) < width;
}

export function sides([height, width]: Pair): string {
  return `${height}x${width}`;
}

export function windowOfFilter({
  filter,
  strides,
  dilation,
  padding,
}: {
  readonly filter: Weights;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
}): Window {
  return { strides, dilation, padding, size: filterSize(filter.shape) };
}

export function windowOfPool(pool: PoolOperation): Window {
  const { size, strides, padding, ceil = false } = pool;
  const { dilation = [1, 1] } = pool.kind === 'max' ? pool : {};
  return { size, strides, dilation, padding, ceil };
}

/** Whether every window of a pool has a pixel. */
export function windowOfPoolFits(node: PoolOperation, [x]: Inputs): boolean {
  const window = windowOfPool(node);
  const windows = windowedSize(x, window);
  return ([0, 1] as const).every((axis) => {
    const [length, count] = axis === 0 ? [x.height, windows.height] : [x.width, windows.width];
    const margins = paddingAround(axis, length, window);
    if (Math.max(...margins) >= extentOf(window, axis)) return false;
    // A window that begins in the margin may step over a short map: its first pixel is past it.
    const step = window.dilation[axis];
    for (let i = 0; i < count; i++) {
      const outside = margins[0] - i * window.strides[axis];
      if (outside <= 0) break;
      if ((step - (outside % step)) % step >= length) return false;
    }
    return true;
  });
}

export function windowOfBlock({ block }: BlockOperation<'space-to-depth'>): Window {
  const sides: Pair = [block, block];
  return { size: sides, strides: sides, dilation: [1, 1], padding: 'valid' };
}

/** Of a convolution's transpose. */
export function transposedSize(x: Size, window: Window, extra: Pair = [0, 0]): Size {
  const along = (axis: 0 | 1) => {
    const length = axis === 0 ? x.height : x.width;
    const [before, after] = paddingAround(axis, length, window);
    const whole = (length - 1) * window.strides[axis] + extentOf(window, axis);
    return whole - before - after + extra[axis];
  };
  return { height: along(0), width: along(1) };
}

/** By so many units of the value that is read. */
export function movedBy({ begin, ...rest }: Sight, down: number, right: number): Sight {
  const { stride } = rest;
  return { ...rest, begin: [begin[0] + down * stride[0], begin[1] + right * stride[1]] };
}

export function finer(field: Field, [v, h]: Pair): Field {
  return { ...field, stride: [field.stride[0] / v, field.stride[1] / h] };
}

/** The units that come of one stand evenly around where it looks. */
export function splitEvenly(sight: Sight, [v, h]: Pair): Sight {
  return {
    ...movedBy(sight, (1 / v - 1) / 2, (1 / h - 1) / 2),
    stride: [sight.stride[0] / v, sight.stride[1] / h],
  };
}

export function sightOfUpsampled(
  { factor, method, corners = 'half-pixel' }: UpsampleOperation,
  sight: Sight,
  input: Size,
  output: Size,
): Sight {
  if (method === 'nearest' || corners === 'half-pixel') return splitEvenly(sight, factor);
  const step = (axis: 0 | 1) => {
    if (corners === 'asymmetric') return 1 / factor[axis];
    const [before, after] =
      axis === 0 ? [input.height, output.height] : [input.width, output.width];
    return after === 1 ? 1 : (before - 1) / (after - 1);
  };
  return { ...sight, stride: [sight.stride[0] * step(0), sight.stride[1] * step(1)] };
}
