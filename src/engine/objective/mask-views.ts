import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Mask, Size } from '../picture/picture.ts';
import { resizeMask } from '../picture/resize.ts';
import { maskToTensor } from '../tensors/picture-tensor.ts';
import { keyOf, see, type View } from './view.ts';

/** Each costs little to make anew, so the oldest goes when more than this many views are in use. */
const most = 32;

/** A mask as the layer sees it, shifted and cut as the picture is at each step. */
export interface MaskViews {
  /** [1, layer height, layer width, 1]; stays this object's. */
  at(layer: Size, view: View): Tensor4D;
  dispose(): void;
}

/** @param picture the octave's size, to which the mask is brought before it is shifted. */
export function createMaskViews(mask: Mask, picture: Size): MaskViews {
  const whole = resizeMask(mask, picture);
  const made = new Map<string, Tensor4D>();
  return {
    at: (layer, view) => {
      const key = `${layer.width}x${layer.height} ${keyOf(view, picture)}`;
      const before = made.get(key);
      if (before) return before;
      const tensor = tf.keep(maskToTensor(resizeMask(see(whole, 1, view), layer)));
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

function dropFirst(made: Map<string, Tensor4D>): void {
  for (const [key, tensor] of made) {
    tensor.dispose();
    made.delete(key);
    return;
  }
}
