import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Shape4D } from '../ops.ts';
import { get } from './values.ts';

interface Part {
  readonly begin: number;
  readonly cotangent: Tensor4D;
}

/** Sums what the readers of each value send back. Owns the tensors handed to it. */
export class Cotangents {
  readonly #sums = new Map<string, Tensor4D>();
  readonly #parts = new Map<string, Part[]>();
  readonly #shapes: ReadonlyMap<string, Shape4D>;

  constructor(shapes: ReadonlyMap<string, Shape4D>) {
    this.#shapes = shapes;
  }

  add(name: string, cotangent: Tensor4D): void {
    const before = this.#sums.get(name);
    this.#sums.set(name, before ? sumUp(before, cotangent) : cotangent);
  }

  /** The cotangent of some of the channels, from `begin` on. */
  addPart(name: string, begin: number, cotangent: Tensor4D): void {
    this.#parts.set(name, [...(this.#parts.get(name) ?? []), { begin, cotangent }]);
  }

  /** The whole cotangent of a value, now the caller's; null where nothing was sent back. */
  take(name: string): Tensor4D | null {
    const parts = this.#parts.get(name);
    if (parts) this.add(name, join(parts, get(this.#shapes, name)));
    this.#parts.delete(name);
    const sum = this.#sums.get(name) ?? null;
    this.#sums.delete(name);
    return sum;
  }
}

function sumUp(a: Tensor4D, b: Tensor4D): Tensor4D {
  const sum: Tensor4D = tf.add(a, b);
  tf.dispose([a, b]);
  return sum;
}

/** Slices of one value never overlap; zeros stand for channels that nobody reads. */
function join(parts: readonly Part[], [, height, width, channels]: Shape4D): Tensor4D {
  const joined = tf.tidy(() => {
    const pieces: Tensor4D[] = [];
    let reached = 0;
    const fillUpTo = (channel: number) => {
      if (channel > reached) pieces.push(tf.zeros([1, height, width, channel - reached]));
    };
    for (const { begin, cotangent } of parts.toSorted((a, b) => a.begin - b.begin)) {
      fillUpTo(begin);
      pieces.push(cotangent);
      reached = begin + cotangent.shape[3];
    }
    fillUpTo(channels);
    return tf.concat(pieces, 3);
  });
  tf.dispose(parts.map(({ cotangent }) => cotangent));
  return joined;
}
