import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Geometry, phasesAlong, type Taps } from '../../taps.ts';
import type { Shape4D } from '../ops.ts';

/** Zeros around the picture, in the form that convolutions take; they never are copied in. */
export type Zeros = [[0, 0], [number, number], [number, number], [0, 0]];

/** Correlates at stride 1 with the taps of one phase (rows, columns: in flipped order). */
export type Correlate = (
  x: Tensor4D,
  zeros: Zeros,
  rows: readonly number[],
  columns: readonly number[],
) => Tensor4D;

/** @returns the cotangent of an input of shape `input`, from that of the output (../../taps.ts). */
export function inputGradient(
  cotangent: Tensor4D,
  input: Shape4D,
  geometry: Geometry,
  correlate: Correlate,
): Tensor4D {
  return tf.tidy(() => {
    const rows = phasesAlong(0, input[1], cotangent.shape[1], geometry);
    const columns = phasesAlong(1, input[2], cotangent.shape[2], geometry);
    const parts = rows.map((row) =>
      columns.map((column) => onePhase(cotangent, input, row, column, geometry, correlate)),
    );
    const [height, width] = [
      Math.ceil(input[1] / rows.length),
      Math.ceil(input[2] / columns.length),
    ];
    return crop(interleave(parts, [1, height, width, input[3]]), input);
  });
}

function onePhase(
  cotangent: Tensor4D,
  input: Shape4D,
  row: Taps,
  column: Taps,
  { strides }: Geometry,
  correlate: Correlate,
): Tensor4D {
  if (row.taps.length === 0 || column.taps.length === 0) {
    return tf.zeros([
      1,
      Math.ceil(input[1] / strides[0]),
      Math.ceil(input[2] / strides[1]),
      input[3],
    ]);
  }
  return correlate(
    leaveOut(cotangent, row, column),
    zerosAround(row, column),
    row.taps,
    column.taps,
  );
}

export function zerosAround(row: Taps, column: Taps): Zeros {
  const along = ({ before, after }: Taps) =>
    [Math.max(0, before), Math.max(0, after)] satisfies [number, number];
  return [[0, 0], along(row), along(column), [0, 0]];
}

/** Without the entries that no input of this phase sees. */
function leaveOut(x: Tensor4D, row: Taps, column: Taps): Tensor4D {
  const [, height, width, channels] = x.shape;
  const less = (n: number) => Math.max(0, -n);
  const rows = height - less(row.before) - less(row.after);
  const columns = width - less(column.before) - less(column.after);
  if (rows === height && columns === width) return x;
  return tf.slice4d(x, [0, less(row.before), less(column.before), 0], [1, rows, columns, channels]);
}

/** Weaves phases [row][column], each [1, h, w, c], into [1, rows·h, columns·w, c] by joins alone. */
function interleave(parts: readonly (readonly Tensor4D[])[], [, h, w, c]: Shape4D): Tensor4D {
  const lines = parts.map((phases) =>
    tf.reshape(phases.length === 1 ? (phases[0] as Tensor4D) : tf.concat([...phases], 3), [
      h,
      1,
      w * phases.length * c,
    ]),
  );
  const woven = lines.length === 1 ? (lines[0] as tf.Tensor3D) : tf.concat(lines, 1);
  return tf.reshape(woven, [1, h * lines.length, (woven.shape[2] ?? 0) / c, c]) as Tensor4D;
}

function crop(x: Tensor4D, [, height, width, channels]: Shape4D): Tensor4D {
  if (x.shape[1] === height && x.shape[2] === width) return x;
  return tf.slice4d(x, [0, 0, 0, 0], [1, height, width, channels]);
}
