import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Term } from '../objective/objective.ts';
import type { Shift } from '../objective/prepared.ts';
import { createNormal, createRandom } from '../picture/random.ts';
import { evaluate, type Viewing } from './gradient.ts';
import { meanMagnitude } from './normalise.ts';
import { type OctaveObjective, onlyTerm } from './octave-objective.ts';
import { readScalars } from './scalars.ts';
import type { Weigher } from './weigher.ts';

/** Deviation of the noise that moves a picture off its start. */
const noise = 0.1;

/**
 * mean|input gradient| of one term as the weigher weighs it.
 * @param seed of the noise that distances to the start are measured with: at the start itself they
 *   have no gradient.
 * @returns null when told to stop.
 */
export async function measureGradient(
  objective: OctaveObjective,
  { index, term }: { readonly index: number; readonly term: Term },
  image: Tensor4D,
  weigher: Weigher,
  { shift, seed }: { readonly shift: Shift; readonly seed: number },
  viewing: Viewing,
): Promise<number | null> {
  const isDistance = term.kind === 'content' || term.kind === 'start-distance';
  const seen = isDistance ? addNoise(image, seed) : tf.clone(image);
  const evaluation = await evaluate(onlyTerm(objective, index), seen, shift, weigher, viewing);
  seen.dispose();
  if (!evaluation) return null;
  const { gradient, values } = evaluation;
  const size = meanMagnitude(gradient);
  tf.dispose([gradient, ...values]);
  const [magnitude = 0] = await readScalars([size]);
  size.dispose();
  return magnitude;
}

function addNoise(image: Tensor4D, seed: number): Tensor4D {
  const normal = createNormal(createRandom(seed));
  const values = Float32Array.from({ length: image.size }, () => noise * normal());
  return tf.tidy(() => tf.add(image, tf.tensor4d(values, image.shape)));
}
