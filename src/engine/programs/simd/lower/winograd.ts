import type { Call } from '../arena/call.ts';
import { rowStrideOf } from '../arena/view.ts';
import { scratchBytes } from '../kernels/instance.ts';
import { pointPowers } from '../workspace/pack.ts';
import type { Correlation } from './correlation.ts';
import type { Lowering } from './lowering.ts';

/** Below this many channels the transforms cost more than they save. */
const fewestChannels = 16;

/** A convolution by Winograd's algorithm, null where that does not apply or pay. */
export function winogradCall(c: Correlation, l: Lowering): Call | null {
  const { channels } = c.x.shape;
  if ([...c.strides, ...c.dilation].some((step) => step !== 1)) return null;
  if (channels < fewestChannels || channels % 4 !== 0 || c.outputs % 16 !== 0) return null;
  const square = squareForm(c);
  if (square) return squareCall(c, square, l);
  const line = lineForm(c);
  return line && lineCall(c, line, l);
}

/** Inputs and outputs along the side of a tile. */
interface SquareForm {
  readonly window: 4 | 6;
  readonly tile: number;
}

function squareForm({ size, keepTies }: Correlation): SquareForm | null {
  if (size.every((length) => length === 3)) {
    return keepTies ? { window: 4, tile: 2 } : { window: 6, tile: 4 };
  }
  return size.every((length) => length === 5) && !keepTies ? { window: 6, tile: 2 } : null;
}

function squareCall(c: Correlation, { window, tile }: SquareForm, l: Lowering): Call | null {
  const { x, to, rows, columns, outputs } = c;
  const { height, width, channels } = x.shape;
  const tiles = Math.ceil(rows / tile) * Math.ceil(columns / tile);
  const group = groupOf(tiles, window * window * (channels + outputs), l);
  if (group === null) return null;
  const weights = l.weights.getTransformed(`${c.key} winograd ${window}`, () => {
    const [size] = c.size;
    return {
      ...{ kernel: 'winogradFilter', taps: c.taps(), g: pointPowers(window, size) },
      ...{ form: [size, window], length: window * window * channels * outputs },
    };
  });
  return {
    kernel: 'winograd',
    args: [
      ...[x.place, x.pixelStride, height, width, channels],
      ...[weights, c.bias, l.zeros],
      ...[to.place, to.pixelStride, to.rowStride, rows, columns, outputs],
      ...[window, tile, c.top, c.left, ...c.bounds, Number(c.accumulate), group],
    ],
    units: Math.ceil(tiles / group),
  };
}

/** Of kernels/winograd-line.as. */
const lineWindow = 6;
const lineTile = 3;
const partTaps = 4;

/** A filter of one row or column, as the kernel sees it: lines of pixels, and steps in bytes. */
interface LineForm {
  readonly taps: number;
  readonly before: number;
  readonly x: { readonly step: number; readonly line: number; readonly length: number };
  readonly y: { readonly step: number; readonly line: number; readonly along: number };
  readonly lines: number;
}

function lineForm(c: Correlation): LineForm | null {
  const [kh, kw] = c.size;
  const taps = Math.max(kh, kw);
  const products = (lineWindow / lineTile) * Math.ceil(taps / partTaps);
  if (Math.min(kh, kw) !== 1 || taps < 1.5 * products || c.keepTies) return null;
  const { x, to } = c;
  const { height, width } = x.shape;
  if (kh === 1) {
    if (c.top !== 0 || c.rows > height) return null;
    return {
      ...{ taps, before: c.left, lines: c.rows },
      x: { step: x.pixelStride, line: rowStrideOf(x), length: width },
      y: { step: to.pixelStride, line: to.rowStride, along: c.columns },
    };
  }
  if (c.left !== 0 || c.columns > width) return null;
  return {
    ...{ taps, before: c.top, lines: c.columns },
    x: { step: rowStrideOf(x), line: x.pixelStride, length: height },
    y: { step: to.rowStride, line: to.pixelStride, along: c.rows },
  };
}

function lineCall(c: Correlation, { taps, before, x, y, lines }: LineForm, l: Lowering) {
  const { outputs } = c;
  const { channels } = c.x.shape;
  const parts = Math.ceil(taps / partTaps);
  const tiles = Math.ceil(y.along / lineTile) * lines;
  const group = groupOf(tiles, lineWindow * (parts * channels + outputs), l);
  if (group === null) return null;
  const weights = l.weights.getTransformed(`${c.key} winograd line`, () => ({
    ...{ kernel: 'winogradLineFilter', taps: c.taps(), g: pointPowers(lineWindow, partTaps) },
    ...{ form: [taps, partTaps, lineWindow], length: lineWindow * parts * channels * outputs },
  }));
  return {
    kernel: 'winogradLine',
    args: [
      ...[c.x.place, x.step, x.line, x.length, channels],
      ...[weights, c.bias, l.zeros],
      ...[c.to.place, y.step, y.line, y.along, lines, outputs],
      ...[parts, before, ...c.bounds, Number(c.accumulate), group],
    ],
    units: Math.ceil(tiles / group),
  } satisfies Call;
}

/** Bytes of transformed tiles at once: what the second-level cache takes, or not much more. */
const groupBytes = 1 << 20;

/**
 * How many tiles to transform at once: an even number, few enough for the cache and for each thread
 * to have some. Null where not even two fit.
 */
function groupOf(tiles: number, numbersPerTile: number, { threads }: Lowering): number | null {
  const tileBytes = 4 * numbersPerTile;
  if (2 * tileBytes > scratchBytes - 4096) return null;
  const fitting = Math.min(groupBytes / tileBytes, Math.ceil(tiles / threads) + 1);
  return Math.min(tiles, Math.max(2, 2 * Math.floor(fitting / 2)));
}
