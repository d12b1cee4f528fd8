import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Geometry, phasesAlong, type Taps } from '../../taps.ts';
import type { Shape4D } from '../ops.ts';

/** Zeros around the picture, in the form that convolutions take; they never are copied in. */
export type Zeros = [[0, 0], [number, number], [number, number], [0, 0]];

/** Makes ready to correlate at stride 1 with the taps of one phase (in flipped order). */
export type Prepare = (
  zeros: Zeros,
  rows: readonly number[],
  columns: readonly number[],
) => (x: Tensor4D) => Tensor4D;

/** Gives the part of a cotangent that belongs to one phase. */
type Phase = (cotangent: Tensor4D) => Tensor4D;

/**
 * The input gradient of a convolution in its phases (../../taps.ts), which are made ready once for
 * each picture size: on small octaves that would take as long as the arithmetic.
 * @returns a function from the cotangent of the output and the shape of the input to the cotangent
 * of the input, to be called inside of tidy.
 */
export function inputGradient(geometry: Geometry, prepare: Prepare) {
  const known = new Map<string, readonly (readonly Phase[])[]>();
  return (cotangent: Tensor4D, input: Shape4D): Tensor4D => {
    const key = `${input[1]} ${input[2]}`;
    const phases = known.get(key) ?? phasesOf(input, cotangent.shape, geometry, prepare);
    known.set(key, phases);
    const [[whole] = []] = phases;
    if (whole && geometry.strides[0] * geometry.strides[1] === 1) return whole(cotangent);
    const parts = phases.map((row) => row.map((phase) => phase(cotangent)));
    return crop(interleave(parts, phaseShape(input, geometry)), input);
  };
}

function phasesOf(
  input: Shape4D,
  output: Shape4D,
  geometry: Geometry,
  prepare: Prepare,
): readonly (readonly Phase[])[] {
  const columns = phasesAlong(1, input[2], output[2], geometry);
  return phasesAlong(0, input[1], output[1], geometry).map((row) =>
    columns.map((column) => {
      if (row.taps.length === 0 || column.taps.length === 0) {
        return () => tf.zeros([...phaseShape(input, geometry)]);
      }
      const correlate = prepare(zerosAround(row, column), row.taps, column.taps);
      return (cotangent) => correlate(leaveOut(cotangent, row, column));
    }),
  );
}

function phaseShape([, height, width, channels]: Shape4D, { strides }: Geometry): Shape4D {
  return [1, Math.ceil(height / strides[0]), Math.ceil(width / strides[1]), channels];
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
