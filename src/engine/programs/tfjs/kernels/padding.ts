import type { Padding } from '../../../network/ir.ts';
import type { Taps } from '../../../network/taps.ts';
import { extentOf, paddingAround, type Window, windowedSize } from '../../../network/windows.ts';
import type { Shape4D } from './kernel.ts';

/** Zeros around the picture, in the form that convolutions take; they never are copied in. */
export type Zeros = [[0, 0], [number, number], [number, number], [0, 0]];

/** Zeros to put around; negative: entries to leave out. */
export type Around = Pick<Taps, 'before' | 'after'>;

export function zerosAround(row: Around, column: Around): Zeros {
  const along = ({ before, after }: Around) =>
    [Math.max(0, before), Math.max(0, after)] satisfies [number, number];
  return [[0, 0], along(row), along(column), [0, 0]];
}

/** Whether it is a padding that backends know. */
export function isNamed(padding: Padding): padding is 'same' | 'valid' {
  return padding === 'same' || padding === 'valid';
}

/** The padding of a window over a value of this shape, by its name where backends know that. */
export function padFor(window: Window, shape: Shape4D): 'same' | 'valid' | Zeros {
  return isNamed(window.padding) && !window.ceil ? window.padding : zerosFor(window, shape);
}

/** What lies around, as far as the last windows reach. */
export function zerosFor(window: Window, [, height, width]: Shape4D): Zeros {
  const windows = windowedSize({ height, width }, window);
  const along = (axis: 0 | 1, length: number, count: number): Around => {
    const [before] = paddingAround(axis, length, window);
    const reached = (count - 1) * window.strides[axis] + extentOf(window, axis);
    return { before, after: reached - before - length };
  };
  return zerosAround(along(0, height, windows.height), along(1, width, windows.width));
}
