import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import {
  dilationOfPhases,
  phasesAlong,
  type SideBySide,
  sideBySide,
  type Taps,
} from '../../../network/taps.ts';
import type { Window } from '../../../network/windows.ts';
import type { Shape4D } from './kernel.ts';
import { type Around, type Zeros, zerosAround } from './padding.ts';

/**
 * Makes ready to correlate at stride 1 with the taps of one phase (in flipped order), or of several
 * phases of the columns side by side: [1, h, w, phases · c].
 */
export type Prepare = (
  zeros: Zeros,
  rows: readonly number[],
  columns: SideBySide['phases'],
) => (x: Tensor4D) => Tensor4D;

/** Gives what belongs to one phase of the rows and one of the columns, or several side by side. */
type Phase = (cotangent: Tensor4D) => Tensor4D;

/**
 * The input gradient of a convolution in its phases (../../taps.ts), which are made ready once for
 * each picture size: on small octaves that would take as long as the arithmetic.
 * @param prepare asked for several phases at once only if it `joins`.
 * @returns a function from the cotangent of the output and the shape of the input to the cotangent
 * of the input, to be called inside of tidy.
 */
export function inputGradient(
  geometry: Window,
  { joins }: { readonly joins: boolean },
  prepare: Prepare,
) {
  const phasesOf = (input: Shape4D, output: Shape4D): readonly (readonly Phase[])[] => {
    const apart = phasesAlong(1, input[2], output[2], geometry);
    // Side by side they see one window, which has no gaps.
    const dense = dilationOfPhases(geometry)[1] === 1;
    const together = joins && dense && joiningPays(apart, input[3]);
    const columns = together ? [sideBySide(apart)] : apart.map((phase) => sideBySide([phase]));
    return phasesAlong(0, input[1], output[1], geometry).map((row) =>
      columns.map((column) => {
        if (row.taps.length === 0 || column.phases[0]?.length === 0) {
          const [one, height, width, channels] = phaseShape(input, geometry);
          return () => tf.zeros([one, height, width, column.phases.length * channels]);
        }
        const correlate = prepare(zerosAround(row, column), row.taps, column.phases);
        return (cotangent) => correlate(leaveOut(cotangent, row, column));
      }),
    );
  };
  const known = new Map<string, readonly (readonly Phase[])[]>();
  return (cotangent: Tensor4D, input: Shape4D): Tensor4D => {
    const key = `${input[1]} ${input[2]}`;
    const phases = known.get(key) ?? phasesOf(input, cotangent.shape);
    known.set(key, phases);
    const [[whole] = []] = phases;
    if (whole && geometry.strides[0] * geometry.strides[1] === 1) return whole(cotangent);
    const lines = phases.map((row) => row.map((phase) => phase(cotangent)));
    return crop(interleave(lines, input[3]), input);
  };
}

/**
 * Side by side, a picture's three channels leave fewer of the backend's lanes idle than in phases
 * of their own, and need no weaving. Many channels fill the lanes, and only multiply by more zeros.
 */
function joiningPays(phases: readonly Taps[], channels: number): boolean {
  if (phases.length === 1 || phases.some(({ taps }) => taps.length === 0)) return false;
  const lanes = (n: number) => Math.ceil(n / 8) * 8;
  const apart = phases.reduce((sum, { taps }) => sum + taps.length * lanes(channels), 0);
  const window = sideBySide(phases).phases[0]?.length ?? 0;
  return window * lanes(phases.length * channels) <= apart;
}

function phaseShape([, height, width, channels]: Shape4D, { strides }: Window): Shape4D {
  return [1, Math.ceil(height / strides[0]), Math.ceil(width / strides[1]), channels];
}

/** Without the entries that no input of this phase sees. */
function leaveOut(x: Tensor4D, row: Around, column: Around): Tensor4D {
  const [, height, width, channels] = x.shape;
  const less = (n: number) => Math.max(0, -n);
  const rows = height - less(row.before) - less(row.after);
  const columns = width - less(column.before) - less(column.after);
  if (rows === height && columns === width) return x;
  return tf.slice4d(x, [0, less(row.before), less(column.before), 0], [1, rows, columns, channels]);
}

/**
 * Weaves phases [row][column], each [1, h, w, n · channels] with n phases side by side in it, into
 * one picture, by joins alone.
 */
function interleave(phases: readonly (readonly Tensor4D[])[], channels: number): Tensor4D {
  const lines = phases.map((row) => {
    const woven = row.length === 1 ? (row[0] as Tensor4D) : tf.concat([...row], 3);
    return tf.reshape(woven, [woven.shape[1], 1, woven.shape[2] * woven.shape[3]]);
  });
  const woven = lines.length === 1 ? (lines[0] as tf.Tensor3D) : tf.concat(lines, 1);
  const [height, rows, row] = woven.shape as [number, number, number];
  return tf.reshape(woven, [1, height * rows, row / channels, channels]) as Tensor4D;
}

function crop(x: Tensor4D, [, height, width, channels]: Shape4D): Tensor4D {
  if (x.shape[1] === height && x.shape[2] === width) return x;
  return tf.slice4d(x, [0, 0, 0, 0], [1, height, width, channels]);
}
