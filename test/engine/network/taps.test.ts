import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dilationOfPhases,
  phasesAlong,
  sideBySide,
  type Taps,
  tapsAlong,
} from '../../../src/engine/network/taps.ts';
import { paddingAround } from '../../../src/engine/network/windows.ts';

/** Small maps under large filters, where taps lie beside the map. */
const windows = fc.record({
  input: fc.integer({ min: 1, max: 12 }),
  size: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 3 }),
  dilation: fc.integer({ min: 1, max: 3 }),
});
type Window = { input: number; size: number; stride: number; dilation: number };

const geometryOf = ({ size, stride, dilation }: Window) => ({
  size: [size, size] as const,
  strides: [stride, stride] as const,
  dilation: [dilation, dilation] as const,
  padding: 'same' as const,
});

/** Which tap meets which entry, for each output: what a convolution is made of. */
function meetings(
  { taps, before, after }: Omit<Taps, 'taps'> & { taps: readonly (number | null)[] },
  input: number,
  stride: number,
  dilation: number,
) {
  const extent = (taps.length - 1) * dilation + 1;
  const outputs = Math.floor((before + input + after - extent) / stride) + 1;
  return Array.from({ length: outputs }, (_, output) =>
    taps
      .map((tap, at) => [tap, output * stride - before + at * dilation] as const)
      .filter(([tap, entry]) => tap !== null && entry >= 0 && entry < input),
  );
}

describe('taps', () => {
  it('leave out none that meets the input', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const { input, size, stride, dilation } = window;
        const [before, after] = paddingAround(0, input, geometryOf(window));
        const all = { taps: Array.from({ length: size }, (_, tap) => tap), before, after };
        const needed = tapsAlong(0, input, geometryOf(window));
        expect(meetings(needed, input, stride, dilation)).toEqual(
          meetings(all, input, stride, dilation),
        );
      }),
    );
  });

  it('are one of seven in the height of a map of one pixel, and three in a width of two', () => {
    const window = { size: 7, stride: 1, dilation: 1 };
    expect(tapsAlong(0, 1, geometryOf({ input: 1, ...window }))).toEqual({
      taps: [3],
      before: 0,
      after: 0,
    });
    expect(tapsAlong(1, 2, geometryOf({ input: 2, ...window }))).toEqual({
      taps: [2, 3, 4],
      before: 1,
      after: 1,
    });
  });

  it('of the phases of an input gradient bring each output back to the entries it came from', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const { input, size, stride, dilation } = window;
        const outputs = Math.ceil(input / stride);
        const [before] = paddingAround(0, input, geometryOf(window));
        const [apart] = dilationOfPhases(geometryOf(window));
        const back = phasesAlong(0, input, outputs, geometryOf(window)).flatMap((phase, r) =>
          meetings(phase, outputs, 1, apart).flatMap((met, q) =>
            met.map(([tap, output]) => `${stride * q + r} ${tap} ${output}`),
          ),
        );
        const forth = Array.from({ length: outputs }, (_, output) =>
          Array.from({ length: size }, (_, tap) => {
            const entry = output * stride - before + tap * dilation;
            return entry >= 0 && entry < input ? [`${entry} ${tap} ${output}`] : [];
          }),
        ).flat(2);
        const inside = back.filter((line) => Number(line.split(' ')[0]) < input);
        expect(inside.toSorted()).toEqual(forth.toSorted());
      }),
    );
  });

  it('of phases side by side meet what those of each phase alone meet', () => {
    fc.assert(
      fc.property(windows, ({ input, size, stride }) => {
        const outputs = Math.ceil(input / stride);
        const apart = phasesAlong(
          0,
          input,
          outputs,
          geometryOf({ input, size, stride, dilation: 1 }),
        );
        fc.pre(apart.every(({ taps }) => taps.length > 0));
        const { phases, ...around } = sideBySide(apart);
        expect(phases.map((taps) => meetings({ taps, ...around }, outputs, 1, 1))).toEqual(
          apart.map((phase) => meetings(phase, outputs, 1, 1)),
        );
      }),
    );
  });
});
