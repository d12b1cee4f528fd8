import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Activation, ConvOperation } from '../../../network/ir.ts';
import { windowOfFilter } from '../../../network/operation-shapes.ts';
import { dilationOfPhases, type SideBySide, tapsAlong } from '../../../network/taps.ts';
import type { Window } from '../../../network/windows.ts';
import { activate, activationGradient } from './activation.ts';
import type { Around, Correlator, FusedActivation } from './correlator.ts';
import { inputGradient } from './input-gradient.ts';
import type { Kernel, Shape4D } from './kernel.ts';
import { only } from './kernel.ts';
import { makeCorrelator } from './make-correlator.ts';
import { isNamed, zerosAround } from './padding.ts';

/** Convolution with bias and activation fused; backward is a convolution too (input-gradient.ts). */
export function convKernel(operation: ConvOperation): Kernel {
  const { activation } = operation;
  const geometry = windowOfFilter(operation);
  const filters = cutFilters(operation, false, geometry);
  const phases = { strides: [1, 1], dilation: dilationOfPhases(geometry) } as const;
  const flipped = cutFilters(operation, true, phases);
  const bias = operation.bias && tf.tensor1d(operation.bias.load());
  const windowAt = forwardWindow(geometry, filters.get);
  const back = inputGradient(geometry, { joins: true }, (zeros, rows, columns) => {
    const filter = flipped.get(rows, columns);
    return (x) => filter.run(x, { pad: zeros, bias: null, activation: 'linear' });
  });
  return {
    keeps: { inputs: false, output: activation.kind !== 'linear' },
    forward: (inputs) =>
      withFusedActivation(activation, (fused) => {
        const { filter, pad } = windowAt(only(inputs).shape);
        return filter.run(only(inputs), { pad, bias, activation: fused });
      }),
    backward: (cotangent, { inputShapes, output }) => [
      tf.tidy(() => back(activationGradient(cotangent, output, activation), only(inputShapes))),
    ],
    dispose: () => {
      if (bias) tf.dispose(bias);
      filters.dispose();
      flipped.dispose();
    },
  };
}

/** Fuses what every backend can; the other activations follow as an operation of their own. */
export function withFusedActivation(
  activation: Activation,
  run: (fused: FusedActivation) => Tensor4D,
): Tensor4D {
  switch (activation.kind) {
    case 'linear':
    case 'relu':
    case 'relu6':
    case 'sigmoid':
      return run(activation.kind);
    default:
      return tf.tidy(() => activate(run('linear'), activation));
  }
}

/** The filter and the zeros for an input of a size, found once for each. */
function forwardWindow(
  geometry: Window,
  filter: (rows: readonly number[], columns: SideBySide['phases']) => Correlator,
) {
  const { size, padding } = geometry;
  // Almost every size needs all of it.
  filter([...Array(size[0]).keys()], [[...Array(size[1]).keys()]]);
  const known = new Map<string, { filter: Correlator; pad: Around['pad'] }>();
  return ([, height, width]: Shape4D) => {
    const key = `${height} ${width}`;
    const found = known.get(key);
    if (found) return found;
    const [rows, columns] = [tapsAlong(0, height, geometry), tapsAlong(1, width, geometry)];
    const whole = rows.taps.length === size[0] && columns.taps.length === size[1];
    const made = {
      filter: filter(rows.taps, [columns.taps]),
      // By name where it can be: backends know faster ways for some of them.
      pad: whole && isNamed(padding) ? padding : zerosAround(rows, columns),
    };
    known.set(key, made);
    return made;
  };
}

/** The filter cut to some of its taps; for the backward pass with in/out channels swapped. */
function cutFilters(
  operation: ConvOperation,
  swapped: boolean,
  { strides, dilation }: Pick<Window, 'strides' | 'dilation'>,
) {
  const [, kw, inputs, outputs] = shape4(operation.filter.shape);
  const channels = swapped ? ([outputs, inputs] as const) : ([inputs, outputs] as const);
  const made = new Map<string, Correlator>();
  const make = (rows: readonly number[], columns: SideBySide['phases']): Correlator => {
    const data = operation.filter.load();
    const tap = (row: number, column: number | null) => {
      if (column === null) return null;
      const from = (row * kw + column) * inputs * outputs;
      const matrix = data.subarray(from, from + inputs * outputs);
      return swapped ? transposed(matrix, inputs, outputs) : matrix;
    };
    const window = columns[0]?.length ?? 0;
    const shape = [rows.length, window, channels[0], columns.length * channels[1]] as const;
    const taps = rows.flatMap((row) =>
      Array.from({ length: window }, (_, c) => columns.map((phase) => tap(row, phase[c] ?? null))),
    );
    const cut = beside(taps, channels);
    return makeCorrelator(tf.keep(tf.tensor4d(cut, [...shape])), strides, dilation);
  };
  return {
    get: (rows: readonly number[], columns: SideBySide['phases']): Correlator => {
      const key = `${rows} ${columns.join(' ')}`;
      const filter = made.get(key) ?? make(rows, columns);
      made.set(key, filter);
      return filter;
    },
    dispose: () => {
      for (const filter of made.values()) filter.dispose();
    },
  };
}

/** Row by row the matrices [inputs, outputs] of each group beside one another; null: zeros. */
function beside(
  groups: readonly (readonly (Float32Array | null)[])[],
  [inputs, outputs]: readonly [number, number],
): Float32Array {
  const width = (groups[0]?.length ?? 0) * outputs;
  const result = new Float32Array(groups.length * inputs * width);
  groups.forEach((matrices, g) => {
    matrices.forEach((matrix, m) => {
      if (!matrix) return;
      for (let row = 0; row < inputs; row++) {
        const from = row * outputs;
        const to = (g * inputs + row) * width + m * outputs;
        result.set(matrix.subarray(from, from + outputs), to);
      }
    });
  });
  return result;
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  let at = 0;
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) result[at++] = matrix[row * columns + column] ?? 0;
  return result;
}

export function shape4(shape: readonly number[]): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  return [a, b, c, d];
}
