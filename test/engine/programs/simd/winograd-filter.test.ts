import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  backwardTaps,
  forwardTaps,
  pointPowers,
  type Taps,
} from '../../../../src/engine/programs/simd/workspace/pack.ts';
import { PackedWeights } from '../../../../src/engine/programs/simd/workspace/packed-weights.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { openWorkspace } from './kernels.ts';

/** The filters of Winograd's algorithm, to the bit as their definition has them in double precision. */
let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
afterAll(() => workspace.close());

const [inputs, outputs] = [6, 48];

function filter(height: number, width: number): Float32Array {
  return Float32Array.from({ length: height * width * inputs * outputs }, (_, at) =>
    Math.sin(1 + at * 0.7),
  );
}

/** Both ways through a filter: as it stands, and turned, with inputs and outputs swapped. */
function bothWays(height: number, width: number): readonly [string, Taps][] {
  const down = (length: number) => Array.from({ length }, (_, at) => length - 1 - at);
  // Backward the outputs are the inputs, which have to be a multiple of 16.
  const turned = [height, width, outputs, inputs];
  return [
    ['forward', forwardTaps(filter(height, width), [height, width, inputs, outputs])],
    ['backward', backwardTaps(filter(height, width), turned, down(height), down(width))],
  ];
}

const weightAt = (
  { data, begins, inputStep, outputStep }: Taps,
  tap: number,
  i: number,
  o: number,
) => data[(begins[tap] as number) + i * inputStep + o * outputStep] as number;

/** `count` sums of `length` products each. */
const sum = (length: number, product: (at: number) => number) =>
  Array.from({ length }, (_, at) => product(at)).reduce((all, each) => all + each, 0);

function transformed(taps: Taps, kernel: 'winogradFilter' | 'winogradLineFilter', form: object) {
  const weights = new PackedWeights(workspace);
  const { g, args, length } = form as { g: Float64Array; args: number[]; length: number };
  const address = weights.getTransformed('key', () => ({ kernel, taps, g, form: args, length }));
  const made = workspace.floats(address, length).slice();
  weights.dispose();
  return made;
}

describe.each([
  [3, 4],
  [3, 6],
  [5, 6],
] as const)('G w Gᵀ of %i taps a side, window %i', (size, window) => {
  test.each(bothWays(size, size))('%s', (_, taps) => {
    const g = pointPowers(window, size);
    const length = window * window * inputs * outputs;
    const made = transformed(taps, 'winogradFilter', { g, args: [size, window], length });
    const factor = (row: number, at: number) => g[row * size + at] as number;
    const expected = made.map((_, at) => {
      const output = (Math.floor(at / (16 * inputs)) % (outputs / 16)) * 16 + (at % 16);
      const input = Math.floor(at / 16) % inputs;
      const point = Math.floor(at / (inputs * outputs));
      const [row, column] = [Math.floor(point / window), point % window];
      return sum(size, (j) => {
        const half = sum(
          size,
          (line) => weightAt(taps, line * size + j, input, output) * factor(row, line),
        );
        return half * factor(column, j);
      });
    });
    expect(made).toEqual(expected);
  });
});

describe.each([5, 7, 9])('G w of %i taps along a line', (taps) => {
  test.each(bothWays(1, taps))('%s', (_, filterTaps) => {
    const [window, partTaps] = [6, 4] as const;
    const g = pointPowers(window, partTaps);
    const parts = Math.ceil(taps / partTaps);
    const length = window * parts * inputs * outputs;
    const form = { g, args: [taps, partTaps, window], length };
    const made = transformed(filterTaps, 'winogradLineFilter', form);
    const expected = made.map((_, at) => {
      const input = Math.floor(at / 16) % inputs;
      const part = Math.floor(at / (16 * inputs)) % parts;
      const output = (Math.floor(at / (16 * inputs * parts)) % (outputs / 16)) * 16 + (at % 16);
      const point = Math.floor(at / (inputs * outputs * parts));
      let all = 0;
      for (let tap = 0; tap < partTaps && part * partTaps + tap < taps; tap++) {
        const weight = weightAt(filterTaps, part * partTaps + tap, input, output);
        all = Math.fround(all + weight * (g[point * partTaps + tap] as number));
      }
      return all;
    });
    expect(made).toEqual(expected);
  });
});
