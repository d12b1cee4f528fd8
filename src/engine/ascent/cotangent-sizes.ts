import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Shift } from '../objective/prepared.ts';
import { activationOf, type Viewing } from './gradient.ts';
import { meanMagnitude } from './normalise.ts';
import type { OctaveObjective } from './octave-objective.ts';
import { readScalars } from './scalars.ts';
import { slide } from './slide.ts';
import { addInto } from './sums.ts';
import { cut, listTiles, type PlacedTile } from './tile-windows.ts';

/**
 * mean|cotangent| of each term over all tiles, by a forward pass; 0 for terms on the picture itself.
 * @returns null when told to stop between tiles.
 */
export async function measureCotangents(
  objective: OctaveObjective,
  image: Tensor4D,
  shift: Shift,
  { tiles, edges, shouldStop }: Viewing,
): Promise<readonly number[] | null> {
  const sizes = new Map<number, Scalar>();
  const shifted = slide(image, shift, edges);
  try {
    for (const [at, tile] of listTiles(tiles).entries()) {
      if (at > 0 && (await shouldStop())) return null;
      measureTile(objective, shifted, shift, tile, sizes);
    }
    const places = [...sizes.keys()];
    const numbers = await readScalars([...sizes.values()]);
    return Array.from({ length: objective.count }, (_, at) => numbers[places.indexOf(at)] ?? 0);
  } finally {
    tf.dispose([shifted, ...sizes.values()]);
  }
}

function measureTile(
  { parts }: OctaveObjective,
  shifted: Tensor4D,
  shift: Shift,
  { window, share }: PlacedTile,
  sizes: Map<number, Scalar>,
): void {
  const seen = cut(shifted, window);
  for (const { program, terms } of parts) {
    const activations = program.forward(seen);
    for (const { index, term } of terms) {
      const { value, cotangent } = term.evaluate(activationOf(term, activations), shift, window);
      const size = tf.tidy(() => tf.mul<Scalar>(meanMagnitude(cotangent), share));
      sizes.set(index, addInto(sizes.get(index) ?? null, size));
      tf.dispose([value, cotangent]);
    }
    tf.dispose([...activations.values()]);
  }
  seen.dispose();
}
