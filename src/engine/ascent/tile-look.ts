import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Edges, marginOf, modulo } from '../picture/edges.ts';
import { clip, type Picture } from '../picture/picture.ts';
import { meanMagnitude } from '../tensors/arithmetic.ts';
import { fromShrunk, shrinkFactor } from '../tensors/picture-tensor.ts';
import { readNumbers } from '../tensors/read.ts';
import type { Shift } from '../terms/prepared.ts';
import type { TileDone } from './gradient.ts';

/** Long side of the pictures that are made while a step is at work, at least where larger ones are. */
const longSide = 1024;

/**
 * What a step looks like before its last tile is done: the picture made smaller, with a plain step
 * where tiles are. The step itself is smoothed and measured over the whole picture.
 */
export class TileLook {
  readonly #image: Tensor4D;
  readonly #view: { readonly shift: Shift; readonly edges: Edges };
  readonly #stepSize: number;
  #look: Picture | null = null;

  /** @param image stays the caller's, and has to stay as long as tiles are added. */
  constructor(
    image: Tensor4D,
    view: { readonly shift: Shift; readonly edges: Edges },
    stepSize: number,
  ) {
    this.#image = image;
    this.#view = view;
    this.#stepSize = stepSize;
  }

  /** Shows the tile from now on. */
  async add({ area, gradient }: TileDone): Promise<Picture> {
    const look = this.#look ?? (await fromShrunk(this.#image, longSide));
    this.#look = look;
    if (!gradient) return look;
    const [, height, width] = this.#image.shape;
    const factor = shrinkFactor({ width, height }, longSide);
    const patch = tf.tidy(() => {
      const small = tf.avgPool(gradient, factor, factor, 'valid');
      return tf.mul(small, tf.divNoNan(tf.scalar(this.#stepSize), meanMagnitude(gradient)));
    });
    const change = await readNumbers(patch);
    const [, rows = 0, columns = 0] = patch.shape;
    patch.dispose();
    for (let row = 0; row < rows; row++) {
      const y = this.#placeOf(area.top + row * factor, 0, height, factor);
      for (let column = 0; column < columns; column++) {
        const x = this.#placeOf(area.left + column * factor, 1, width, factor);
        if (y < 0 || y >= look.height || x < 0 || x >= look.width) continue;
        for (let c = 0; c < 3; c++) {
          const at = (y * look.width + x) * 3 + c;
          const moved = (look.data[at] ?? 0) + (change[(row * columns + column) * 3 + c] ?? 0);
          look.data[at] = clip(moved);
        }
      }
    }
    return look;
  }

  /** Where a pixel of the shifted picture is in the small one, along an axis. */
  #placeOf(place: number, axis: 0 | 1, length: number, factor: number): number {
    const { shift, edges } = this.#view;
    const unshifted = place - marginOf(length, edges) - shift[axis];
    return Math.floor((edges === 'wrap' ? modulo(unshifted, length) : unshifted) / factor);
  }
}
