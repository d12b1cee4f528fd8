import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Edges, marginOf } from '../picture/edges.ts';
import type { Size } from '../picture/picture.ts';
import { disposeInput } from '../tensors/arithmetic.ts';
import { throwIfInterrupted } from '../tensors/interrupt.ts';
import type { Shift } from '../terms/prepared.ts';

/**
 * What the network sees of a picture [1, H, W, C] moved by whole pixels down and right. `wrap`: the
 * same size; what leaves at one edge comes in at the other. `mirror`: larger by a margin on every
 * side, with the picture mirrored where it does not reach. A new tensor.
 */
export function slide(image: Tensor4D, [down, right]: Shift, edges: Edges): Tensor4D {
  if (edges === 'wrap') return roll(image, [down, right]);
  const [, height, width] = image.shape;
  return changed(image, extend, endsOf(height, down), endsOf(width, right));
}

/**
 * From the gradient with respect to what was seen to that with respect to the picture itself: the
 * adjoint of `slide`. Where `mirror` showed a pixel twice, its gradients add up; what it left out
 * has none. A new tensor.
 * @param size of the picture.
 */
export function slideBack(
  gradient: Tensor4D,
  [down, right]: Shift,
  edges: Edges,
  { width, height }: Size,
): Tensor4D {
  if (edges === 'wrap') return roll(gradient, [-down, -right]);
  return changed(gradient, fold, endsOf(height, down), endsOf(width, right));
}

/** How many pixels come in mirrored before the first and after the last; below 0: so many leave. */
interface Ends {
  readonly before: number;
  readonly after: number;
}

function endsOf(length: number, shift: number): Ends {
  const margin = marginOf(length, 'mirror');
  return { before: margin + shift, after: margin - shift };
}

/** Of a picture as rows of plain numbers [H, W · C], whose parts are copied much faster. */
interface Axis {
  readonly axis: 0 | 1;
  /** Numbers of one row, or of one pixel. */
  readonly unit: number;
}

type Change = (x: Tensor2D, along: Axis, ends: Ends) => Tensor2D;

function changed(image: Tensor4D, change: Change, rows: Ends, columns: Ends): Tensor4D {
  const [, height, width, channels] = image.shape;
  return tf.tidy(() => {
    const matrix = tf.reshape(image, [height, width * channels]) as Tensor2D;
    const down = change(matrix, { axis: 0, unit: 1 }, rows);
    const both = disposeInput(down, (x) => change(x, { axis: 1, unit: channels }, columns));
    return tf.reshape(both, [1, both.shape[0], both.shape[1] / channels, channels]);
  });
}

function extend(x: Tensor2D, along: Axis, { before, after }: Ends): Tensor2D {
  const length = lengthOf(x, along);
  return tf.tidy(() => {
    const inner = part(x, along, Math.max(0, -before), length - Math.max(0, -after));
    throwIfInterrupted();
    const parts = [inner];
    if (before > 0) parts.unshift(mirrored(part(x, along, 0, before), along));
    if (after > 0) parts.push(mirrored(part(x, along, length - after, length), along));
    return tf.concat(parts, along.axis);
  });
}

/** The adjoint of `extend`. What comes in at one end never reaches what comes in at the other. */
function fold(x: Tensor2D, along: Axis, { before, after }: Ends): Tensor2D {
  const seen = lengthOf(x, along);
  const [atStart, atEnd] = [Math.max(0, before), Math.max(0, after)];
  return tf.tidy(() => {
    throwIfInterrupted();
    const parts = [
      nothing(x, along, -before),
      foldedOver(x, along, [atStart, 2 * atStart], [0, atStart]),
      part(x, along, 2 * atStart, seen - 2 * atEnd),
      foldedOver(x, along, [seen - 2 * atEnd, seen - atEnd], [seen - atEnd, seen]),
      nothing(x, along, -after),
    ];
    return tf.concat(
      parts.filter((each) => each.size > 0),
      along.axis,
    );
  });
}

type Span = readonly [from: number, to: number];

function foldedOver(x: Tensor2D, along: Axis, to: Span, from: Span): Tensor2D {
  return tf.tidy(() => tf.add(part(x, along, ...to), mirrored(part(x, along, ...from), along)));
}

function lengthOf(x: Tensor2D, { axis, unit }: Axis): number {
  return x.shape[axis] / unit;
}

/** The matrix itself where that is all of it: of a large picture a copy takes seconds. */
function part(x: Tensor2D, along: Axis, from: number, to: number): Tensor2D {
  if (from === 0 && to === lengthOf(x, along)) return x;
  const { axis, unit } = along;
  const [begin, size] = [from * unit, (to - from) * unit];
  return axis === 0 ? tf.slice2d(x, [begin, 0], [size, -1]) : tf.slice2d(x, [0, begin], [-1, size]);
}

function nothing(x: Tensor2D, { axis, unit }: Axis, length: number): Tensor2D {
  const size = Math.max(0, length) * unit;
  return tf.zeros(axis === 0 ? [size, x.shape[1]] : [x.shape[0], size]);
}

function mirrored(x: Tensor2D, { axis, unit }: Axis): Tensor2D {
  const [rows, columns] = x.shape;
  if (axis === 0 || x.size === 0) return tf.reverse(x, axis);
  return tf.tidy(() => {
    const pixels = tf.reshape(x, [rows, columns / unit, unit]);
    return tf.reshape(tf.reverse(pixels, 1), [rows, columns]);
  });
}

/**
 * Circular shift of a picture [1, H, W, C] by whole pixels down and right (numpy.roll); what leaves
 * at one edge comes in at the other. A new tensor.
 */
export function roll(image: Tensor4D, [down, right]: readonly [number, number]): Tensor4D {
  const [, height, width, channels] = image.shape;
  return tf.tidy(() => {
    // Rows of plain numbers: copying parts of a matrix is much faster than of four dimensions.
    const rows = tf.reshape(image, [height, width * channels]) as Tensor2D;
    const lower = rollAxis(rows, 0, down);
    const shifted = disposeInput(lower, (matrix) => rollAxis(matrix, 1, right * channels));
    return tf.reshape(shifted, image.shape);
  });
}

function rollAxis(matrix: Tensor2D, axis: 0 | 1, by: number): Tensor2D {
  const length = matrix.shape[axis];
  const shift = ((by % length) + length) % length;
  if (shift === 0) return matrix;
  return tf.tidy(() => {
    throwIfInterrupted();
    const [first, second] = tf.split(matrix, [length - shift, shift], axis);
    return tf.concat([second as Tensor2D, first as Tensor2D], axis);
  });
}
