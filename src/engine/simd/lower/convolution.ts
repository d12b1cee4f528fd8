import type { Pair } from '../../network/ir.ts';
import type { Call } from '../plan/call.ts';
import { moved, rowBytes, type View } from '../plan/view.ts';
import { packPanels, panelOf, type Taps } from '../weights/pack.ts';
import type { Grid } from './calls.ts';
import type { Lowering } from './lowering.ts';
import { winogradCall } from './winograd.ts';

/** A correlation over a view: everything the kernels want to know. */
export interface Convolution {
  readonly x: View;
  /** Names the weights; the same key always stands for the same numbers. */
  readonly key: string;
  readonly taps: () => Taps;
  /** Address of one number per output, filled up to whole panels. */
  readonly bias: number;
  readonly to: Grid;
  readonly rows: number;
  readonly columns: number;
  readonly outputs: number;
  readonly size: Pair;
  readonly strides: Pair;
  readonly dilation: Pair;
  /** Rows and columns of zeros before the input; negative: so many of its own are left out. */
  readonly top: number;
  readonly left: number;
  readonly bounds: readonly [low: number, high: number];
  readonly accumulate: boolean;
  /** Outputs whose inputs are alike come out alike: the max pool after it takes the first. */
  readonly keepTies: boolean;
}

export function convolutionCall(c: Convolution, l: Lowering): Call {
  return winogradCall(c, l) ?? productCall(c, l);
}

/** Pixels whose inputs, times several taps, still fit the nearer caches. */
const blockPixels = 120;
const blockEntries = 6144;

function productCall(c: Convolution, { weights, zeros }: Lowering): Call {
  const { x, to, size, strides, dilation, outputs } = c;
  const fitting = Math.floor(blockEntries / (1 + size[0] * size[1]));
  // A multiple of both tiles, 2 and 6 pixels.
  const block = Math.min(blockPixels, Math.max(6, fitting - (fitting % 6)));
  const pixels = c.rows * c.columns;
  const { height, width, channels } = x.shape;
  return {
    kernel: 'conv',
    args: [
      ...[x.place, x.pixel, height, width, channels],
      ...[weights.get(c.key, () => packPanels(c.taps())), c.bias, zeros],
      ...[to.place, to.pixel, to.row, c.columns, pixels, outputs],
      ...[...size, ...strides, ...dilation, c.top, c.left],
      ...[...c.bounds, Number(c.accumulate), block],
    ],
    units: Math.ceil(pixels / block) * Math.ceil(outputs / panelOf(outputs)),
  };
}

/** Numbers in the longest run of zeros that a convolution with this filter may read. */
export function zerosFor([, kw = 1, inputs = 1, outputs = 1]: readonly number[]): number {
  return Math.max(kw * inputs, kw * outputs) + 16;
}

/** Every so manieth pixel of a view, from one on. */
export function gridOfPhase(view: View, [row, column]: Pair, [down, across]: Pair): Grid {
  const line = rowBytes(view);
  return {
    place: moved(view.place, row * line + column * view.pixel),
    pixel: across * view.pixel,
    row: down * line,
  };
}
