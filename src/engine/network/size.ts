import { fail, ok, type Result } from '../../common/result.ts';
import type { Size } from '../picture/picture.ts';
import { inferShapes, UnfitError } from './geometry.ts';
import type { Ir } from './ir.ts';
import { prune } from './ir.ts';
import type { Network } from './network.ts';

/** No layer of interest needs more than this many pixels along one side. */
const largestTried = 2048;

/** Whether each of the layers has an output for a picture of this size. */
export function checkSize(network: Network, layers: readonly string[], size: Size): Result<void> {
  const layer = layers.find((name) => !fits(prune(network.ir, [name]), size));
  if (layer === undefined) return ok(undefined);
  const least = smallestSide(prune(network.ir, [layer]));
  const need = least
    ? `It needs at least ${least} x ${least}: make the smallest octave larger, or choose a shallower layer.`
    : 'It takes pictures of one size only: choose a layer before it.';
  return fail({
    code: 'layer-too-deep',
    message: `The layer ${layer} of ${network.name} has no output for a picture of ${size.width} x ${size.height} pixels. ${need}`,
  });
}

/** The side of the smallest square picture for which the last layer has an output, if any. */
function smallestSide(ir: Ir): number | null {
  for (let side = 1; side <= largestTried; side++) {
    if (fits(ir, { width: side, height: side })) return side;
  }
  return null;
}

function fits(ir: Ir, { width, height }: Size): boolean {
  try {
    inferShapes(ir, height, width);
    return true;
  } catch (error) {
    if (error instanceof UnfitError) return false;
    throw error;
  }
}
