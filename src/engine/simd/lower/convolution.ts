import type { Pair } from '../../network/ir.ts';
import { scratchBytes } from '../instance.ts';
import type { Call } from '../plan/call.ts';
import { moved, rowBytes, type View } from '../plan/view.ts';
import { packPanels, packWinograd, panelOf, type Taps } from '../weights/pack.ts';
import type { PackedWeights } from '../weights/packed-weights.ts';
import type { Grid } from './calls.ts';

/** A correlation over a view: everything the kernels want to know. */
export interface Convolution {
  readonly x: View;
  /** Names the weights; the same key always stands for the same numbers. */
  readonly key: string;
  readonly taps: () => Taps;
  /** Addresses: one number per output, filled up to whole panels; and zeros, enough for a run. */
  readonly bias: number;
  readonly zeros: number;
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

export function convolutionCall(c: Convolution, weights: PackedWeights): Call {
  const form = winogradForm(c);
  return form ? winogradCall(c, form, weights) : productCall(c, weights);
}

/** Pixels whose inputs, times several taps, still fit the nearer caches. */
const blockPixels = 120;
const blockEntries = 6144;

function productCall(c: Convolution, weights: PackedWeights): Call {
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
      ...[weights.get(c.key, () => packPanels(c.taps())), c.bias, c.zeros],
      ...[to.place, to.pixel, to.row, c.columns, pixels, outputs],
      ...[...size, ...strides, ...dilation, c.top, c.left],
      ...[...c.bounds, Number(c.accumulate), block],
    ],
    units: Math.ceil(pixels / block) * Math.ceil(outputs / panelOf(outputs)),
  };
}

/** Below this many channels the transforms cost more than they save. */
const fewestForWinograd = 16;

/** A form of Winograd's algorithm: inputs and outputs along the side of a tile. */
interface Form {
  readonly window: 4 | 6;
  readonly tile: number;
}

/** The form to use, null for none. */
function winogradForm({ x, size, strides, dilation, outputs, keepTies }: Convolution): Form | null {
  const { channels } = x.shape;
  if ([...strides, ...dilation].some((step) => step !== 1)) return null;
  if (channels < fewestForWinograd || channels % 4 !== 0 || outputs % 16 !== 0) return null;
  if (size.every((length) => length === 3)) {
    return keepTies ? { window: 4, tile: 2 } : { window: 6, tile: 4 };
  }
  return size.every((length) => length === 5) && !keepTies ? { window: 6, tile: 2 } : null;
}

/** Bytes of transformed tiles at once: what the second-level cache takes, or not much more. */
const groupBytes = 1 << 20;

function winogradCall(c: Convolution, { window, tile }: Form, weights: PackedWeights): Call {
  const { x, to, rows, columns, outputs } = c;
  const { height, width, channels } = x.shape;
  const tiles = Math.ceil(rows / tile) * Math.ceil(columns / tile);
  const tileBytes = window * window * 4 * (channels + outputs);
  const group = Math.min(tiles, Math.max(2, 2 * Math.floor(groupBytes / tileBytes / 2)));
  if (group * tileBytes > scratchBytes - 4096) return productCall(c, weights);
  return {
    kernel: 'winograd',
    args: [
      ...[x.place, x.pixel, height, width, channels],
      ...[
        weights.get(`${c.key} winograd ${window}`, () => packWinograd(c.taps(), window)),
        c.bias,
        c.zeros,
      ],
      ...[to.place, to.pixel, to.row, rows, columns, outputs],
      ...[window, tile, c.top, c.left, ...c.bounds, Number(c.accumulate), group],
    ],
    units: Math.ceil(tiles / group),
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
