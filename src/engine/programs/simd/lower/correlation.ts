import type { Pair } from '../../../network/ir.ts';
import { moved, rowStrideOf, type View } from '../arena/view.ts';
import type { Taps } from '../workspace/pack.ts';
import type { Grid } from './calls.ts';

/** A correlation over a view: everything the kernels want to know. */
export interface Correlation {
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

/** Every n-th pixel of a view along each axis, from one on. */
export function gridOfPhase(view: View, [row, column]: Pair, [down, across]: Pair): Grid {
  const line = rowStrideOf(view);
  return {
    place: moved(view.place, row * line + column * view.pixelStride),
    pixelStride: across * view.pixelStride,
    rowStride: down * line,
  };
}
