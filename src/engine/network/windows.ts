import type { Size } from '../picture/picture.ts';
import type { Pair, PoolPadding } from './ir.ts';

/** Height, width and channels of one value. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What slides over a value: lengths and steps as [vertical, horizontal]. */
export interface Window {
  readonly size: Pair;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: PoolPadding;
}

/** Output height and width, as TensorFlow defines SAME and VALID. May be <= 0: too small. */
export function windowedSize(input: Size, { size, strides, dilation, padding }: Window): Size {
  const along = (length: number, axis: 0 | 1): number => {
    if (padding !== 'valid') return Math.ceil(length / strides[axis]);
    const extent = (size[axis] - 1) * dilation[axis] + 1;
    return Math.floor((length - extent) / strides[axis]) + 1;
  };
  return { height: along(input.height, 0), width: along(input.width, 1) };
}

/** What SAME and windows around pixels put before and after along one axis; VALID puts nothing. */
export function paddingAround(
  input: number,
  window: number,
  stride: number,
  dilation: number,
  padding: PoolPadding,
): readonly [before: number, after: number] {
  if (padding === 'valid') return [0, 0];
  const extent = (window - 1) * dilation + 1;
  if (padding === 'centred') return [(extent - 1) / 2, (extent - 1) / 2];
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + extent - input, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/** Height and width of a filter [kernel height, kernel width, …]. */
export function filterSize(shape: readonly number[]): Pair {
  return [shape[0] ?? 1, shape[1] ?? 1];
}

/** What one value sees of the picture: pixels seen, and pixels between neighbouring units, per axis. */
export interface Field {
  /** Infinity where a unit sees the whole picture whatever its size. */
  readonly receptiveField: Pair;
  readonly stride: Pair;
}

/** What a window over a value sees (Araujo et al. 2019, "Computing receptive fields"). */
export function throughWindow({ receptiveField, stride }: Field, window: Window): Field {
  const { size, strides, dilation } = window;
  const along = (axis: 0 | 1) =>
    receptiveField[axis] + (size[axis] - 1) * dilation[axis] * stride[axis];
  return {
    receptiveField: [along(0), along(1)],
    stride: [stride[0] * strides[0], stride[1] * strides[1]],
  };
}

/**
 * Where the units of one value look on one picture, per axis, in pixels from its first row or
 * column: with padding, that depends on the picture's size. Finite also where a unit sees all.
 */
export interface Sight {
  /** Where what the first unit sees begins; below 0 it begins in padding. */
  readonly begin: Pair;
  /** Length of what each unit sees. */
  readonly extent: Pair;
  readonly stride: Pair;
}

/** @param input size of the value that the window slides over. */
export function sightThroughWindow(
  { begin, extent, stride }: Sight,
  { size, strides, dilation, padding }: Window,
  input: Size,
): Sight {
  const along = (axis: 0 | 1) => {
    const length = axis === 0 ? input.height : input.width;
    const [before] = paddingAround(length, size[axis], strides[axis], dilation[axis], padding);
    return {
      begin: begin[axis] - before * stride[axis],
      extent: extent[axis] + (size[axis] - 1) * dilation[axis] * stride[axis],
      stride: stride[axis] * strides[axis],
    };
  };
  return bothAxes(along);
}

/** Of as many units as `output` has that share evenly what all units of `input` see. */
export function sightOfAll({ begin, extent, stride }: Sight, input: Size, output: Size): Sight {
  const along = (axis: 0 | 1) => {
    const [before, after] =
      axis === 0 ? [input.height, output.height] : [input.width, output.width];
    const share = (extent[axis] + (before - 1) * stride[axis]) / after;
    return { begin: begin[axis], extent: share, stride: share };
  };
  return bothAxes(along);
}

/** All that any of several values sees: what reads them all looks at the middle of it. */
export function unionOf(sights: readonly Sight[]): Sight {
  const along = (axis: 0 | 1) => {
    const begin = Math.min(...sights.map(({ begin }) => begin[axis]));
    const end = Math.max(...sights.map(({ begin, extent }) => begin[axis] + extent[axis]));
    const stride = Math.max(...sights.map((sight) => sight.stride[axis]));
    return { begin, extent: end - begin, stride };
  };
  return bothAxes(along);
}

function bothAxes(along: (axis: 0 | 1) => { [Key in keyof Sight]: number }): Sight {
  const [down, right] = [along(0), along(1)];
  return {
    begin: [down.begin, right.begin],
    extent: [down.extent, right.extent],
    stride: [down.stride, right.stride],
  };
}
