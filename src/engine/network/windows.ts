import type { Size } from '../picture/picture.ts';
import type { Padding, Pair } from './ir.ts';

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
  readonly padding: Padding;
  /** Whether a last window may reach beyond the padding, if it begins before its end. */
  readonly ceil?: boolean;
}

/** Output height and width, as TensorFlow defines SAME and VALID. May be <= 0: too small. */
export function windowedSize(input: Size, window: Window): Size {
  return {
    height: windowsAlong(0, input.height, window),
    width: windowsAlong(1, input.width, window),
  };
}

function windowsAlong(axis: 0 | 1, length: number, window: Window): number {
  const { padding, strides, ceil = false } = window;
  const stride = strides[axis];
  if (typeof padding === 'string' && padding !== 'valid') return Math.ceil(length / stride);
  const [before, after] = paddingAround(axis, length, window);
  const steps = (before + length + after - extentOf(window, axis)) / stride;
  if (!ceil) return Math.floor(steps) + 1;
  const windows = Math.ceil(steps) + 1;
  return (windows - 1) * stride >= before + length ? windows - 1 : windows;
}

/** Length of a window with what its dilation leaves out. */
export function extentOf({ size, dilation }: Pick<Window, 'size' | 'dilation'>, axis: 0 | 1) {
  return (size[axis] - 1) * dilation[axis] + 1;
}

/** What lies before and after a value of a length along one axis; VALID puts nothing there. */
export function paddingAround(
  axis: 0 | 1,
  length: number,
  window: Window,
): readonly [before: number, after: number] {
  const { padding } = window;
  if (padding === 'valid') return [0, 0];
  if (typeof padding !== 'string') {
    return axis === 0 ? [padding.top, padding.bottom] : [padding.left, padding.right];
  }
  const stride = window.strides[axis];
  const needed = (Math.ceil(length / stride) - 1) * stride + extentOf(window, axis) - length;
  const total = Math.max(needed, 0);
  const less = Math.floor(total / 2);
  return padding === 'same' ? [less, total - less] : [total - less, less];
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
  const along = (axis: 0 | 1) => receptiveField[axis] + (extentOf(window, axis) - 1) * stride[axis];
  return {
    receptiveField: [along(0), along(1)],
    stride: [stride[0] * window.strides[0], stride[1] * window.strides[1]],
  };
}

/** The way back through a window: what a unit of a convolution's transpose sees, at most. */
export function throughTranspose({ receptiveField, stride }: Field, window: Window): Field {
  const along = (axis: 0 | 1) => {
    const others = Math.floor((extentOf(window, axis) - 1) / window.strides[axis]);
    return receptiveField[axis] + others * stride[axis];
  };
  return {
    receptiveField: [along(0), along(1)],
    stride: [stride[0] / window.strides[0], stride[1] / window.strides[1]],
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
  window: Window,
  input: Size,
): Sight {
  const along = (axis: 0 | 1) => {
    const [before] = paddingAround(axis, axis === 0 ? input.height : input.width, window);
    return {
      begin: begin[axis] - before * stride[axis],
      extent: extent[axis] + (extentOf(window, axis) - 1) * stride[axis],
      stride: stride[axis] * window.strides[axis],
    };
  };
  return bothAxes(along);
}

/** What a window over a value sees, seen from the value: of a convolution's transpose. */
export function sightThroughTranspose({ begin, extent, stride }: Sight, window: Window): Sight {
  const along = (axis: 0 | 1) => {
    const step = stride[axis] / window.strides[axis];
    const [before] = paddingAround(axis, 0, window);
    const beyond = extentOf(window, axis) - 1;
    return {
      begin: begin[axis] + (before - beyond) * step,
      extent: extent[axis] + beyond * step,
      stride: step,
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
