import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { inferSight } from '../network/geometry.ts';
import type { Sight } from '../network/windows.ts';
import type { NetworkTerm } from '../objective/objective.ts';
import { type AxisTaps, samplingTaps } from '../picture/axis-taps.ts';
import type { Mask, Size } from '../picture/picture.ts';
import { resample } from '../picture/resample.ts';
import { resizeMask } from '../picture/resize.ts';
import { maskToTensor } from '../tensors/picture-tensor.ts';
import type { Tile } from './prepared.ts';
import { cropToView, type View, viewSize } from './view.ts';

/** Each costs little to make anew, so the oldest goes when more than this many views are in use. */
const most = 32;

/** A mask as the units of a layer see it, shifted and cut as the picture is at each step. */
export interface MaskViews {
  /**
   * How much each unit counts: the mean of the mask over one stride around the middle of what the
   * unit sees. A unit counts the same in every tile.
   * @param units size of the layer.
   * @returns [1, layer height, layer width, 1]; stays this object's.
   */
  at(units: Size, view: View): Tensor4D;
  dispose(): void;
}

/** @param picture the octave's size, to which the mask is brought before it is shifted. */
export function createMaskViews(
  mask: Mask,
  picture: Size,
  { network, layer }: NetworkTerm,
): MaskViews {
  const whole = resizeMask(mask, picture);
  const made = new Map<string, Tensor4D>();
  return {
    at: (units, view) => {
      const key = nameOf(view);
      const before = made.get(key);
      if (before) return before;
      const sight = inferSight(network.ir, layer, viewSize(view, picture));
      const tensor = tf.keep(maskToTensor(maskOnUnits(whole, units, sight, view)));
      made.set(key, tensor);
      if (made.size > most) dropFirst(made);
      return tensor;
    },
    dispose: () => {
      tf.dispose([...made.values()]);
      made.clear();
    },
  };
}

/** Views of one name have the same ends of the picture near them. */
function nameOf({ shift, tile }: View): string {
  return [...shift, ...(tile ? [tile.top, tile.left, tile.height, tile.width] : [])].join();
}

function maskOnUnits(mask: Mask, units: Size, sight: Sight, view: View): Mask {
  const seen = viewSize({ ...view, tile: null }, mask);
  const { top, left, height, width }: Tile = view.tile ?? { top: 0, left: 0, ...seen };
  const down = alongAxis(sight, 0, units.height, [top, top + height], seen.height);
  const across = alongAxis(sight, 1, units.width, [left, left + width], seen.width);
  const tile: Tile = {
    top: down.from,
    left: across.from,
    height: down.taps.from,
    width: across.taps.from,
  };
  const { data } = cropToView(mask, 1, { ...view, tile });
  return { ...units, data: resample(data, 1, across.taps, down.taps) };
}

/**
 * Along one axis: the part of the mask that units look at, as far as the picture reaches, and how
 * they do. It is mirrored at the ends of the picture, not of the tile.
 */
function alongAxis(
  { begin, extent, stride }: Sight,
  axis: 0 | 1,
  units: number,
  [tileFrom, tileTo]: readonly [number, number],
  length: number,
): { readonly from: number; readonly taps: AxisTaps } {
  const first = tileFrom + begin[axis] + extent[axis] / 2;
  const last = first + (units - 1) * stride[axis];
  const reach = Math.ceil(stride[axis] / 2) + 1;
  const lowest = Math.min(tileFrom, Math.floor(first - reach));
  const highest = Math.max(tileTo, Math.ceil(last + reach));
  // A tile that reaches over an end of the picture goes on at the other.
  const from = Math.max(lowest, Math.min(0, tileFrom));
  const to = Math.min(highest, Math.max(length, tileTo));
  const centreAt = (unit: number): number => first + unit * stride[axis] - from - 0.5;
  const taps = samplingTaps(to - from, units, { centreAt, width: stride[axis], filter: 'box' });
  return { from, taps };
}

function dropFirst(made: Map<string, Tensor4D>): void {
  for (const [key, tensor] of made) {
    tensor.dispose();
    made.delete(key);
    return;
  }
}
