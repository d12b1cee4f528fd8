import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { isPositional as isPositionalObjective } from '../objective/algebra.ts';
import { addInto, meanMagnitude } from '../tensors/arithmetic.ts';
import { readScalars } from '../tensors/read.ts';
import type { Shift } from '../terms/prepared.ts';
import { type OctaveObjective, onlyTerms } from './compiled-objective.ts';
import { evaluate, inOneGo, type Viewing } from './gradient.ts';
import type { TermScaler } from './term-scaler.ts';
import { countTiles, sampleTiles } from './tiles.ts';

/** A step whose gradient is known. */
export interface KnownStep {
  readonly image: Tensor4D;
  readonly shift: Shift;
  /** Of the whole objective. Stays the caller's. */
  readonly gradient: Tensor4D;
}

/**
 * What each part of a combined objective moves in a step: mean|gradient| of its terms alone, with
 * their weights, over the sum of all parts. Parts may work against each other, so the shares say how
 * strongly each one pulls, not whereto. Costs a pass for each part. In one piece the last part is
 * what the others leave of the whole; of tiles a few speak for all.
 * @param parts how many terms each has, in their order.
 * @returns one number for each part, which sum to 1; null when told to stop.
 */
export async function measureShares(
  objective: OctaveObjective,
  parts: readonly number[],
  { image, shift, gradient }: KnownStep,
  scaler: TermScaler,
  viewing: Viewing,
): Promise<readonly number[] | null> {
  if (parts.filter((count) => count > 0).length === 1)
    return parts.map((count) => Math.sign(count));
  const inOnePiece = countTiles(viewing.tiles) === 1;
  // All parts are divided by the sizes that the step itself went by.
  const held = { ...scaler, endPicture: () => {} };
  const sizes: number[] = [];
  let others: Tensor4D | null = null;
  let from = 0;
  try {
    for (const [at, count] of parts.entries()) {
      const part = onlyTerms(objective, (index) => index >= from && index < from + count);
      from += count;
      const isRest = inOnePiece && at === parts.length - 1;
      const own: Tensor4D | null =
        isRest && others
          ? tf.sub<Tensor4D>(gradient, others)
          : await gradientOf(part, image, shift, held, viewing);
      if (!own) return null;
      const size = meanMagnitude(own);
      sizes.push(...(await readScalars([size])));
      size.dispose();
      if (inOnePiece) others = addInto(others, own);
      else own.dispose();
    }
  } finally {
    others?.dispose();
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => (total > 0 ? size / total : 0));
}

async function gradientOf(
  part: OctaveObjective,
  image: Tensor4D,
  shift: Shift,
  scaler: TermScaler,
  viewing: Viewing,
): Promise<Tensor4D | null> {
  if (part.parts.length + part.onImage.length === 0) return tf.zerosLike(image);
  // Terms on the picture itself answer for all of it, and some look at one place only.
  const sampled = part.onImage.length === 0 && !isPositional(part);
  const tiles = sampled ? sampleTiles(viewing.tiles) : viewing.tiles;
  const found = await inOneGo(evaluate(part, image, shift, scaler, { ...viewing, tiles }));
  if (!found) return null;
  tf.dispose([...found.values]);
  return found.gradient;
}

function isPositional(part: OctaveObjective): boolean {
  const terms = part.parts.flatMap(({ terms }) => terms.map(({ term }) => term.term));
  return isPositionalObjective({ terms });
}
