import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { isPositional } from '../objective/algebra.ts';
import type { Term } from '../objective/objective.ts';
import { createNormal, createRandom } from '../picture/random.ts';
import { addInto, meanMagnitude } from '../tensors/arithmetic.ts';
import { readScalars } from '../tensors/read.ts';
import type { Shift } from '../terms/prepared.ts';
import { type OctaveObjective, onlyTerms } from './compiled-objective.ts';
import {
  activationOf,
  type Evaluation,
  evaluate,
  type OverTiles,
  type Viewing,
} from './gradient.ts';
import { slide } from './slide.ts';
import { type TermScaler, tiledScaler, wholeScaler } from './term-scaler.ts';
import { areaOf, countTiles, cut, listTiles, type PlacedTile, sampleTiles } from './tiles.ts';

/** How the terms of an objective are weighed during one octave. */
export interface Balance {
  readonly scaler: TermScaler;
  /**
   * The gradient comes out this many times too large: cotangents of about 1 keep clear of the
   * smallest numbers of 16-bit textures.
   */
  readonly gain: number;
  /** Places of terms that had no gradient at the start of the octave, and take no part in it. */
  readonly silent: readonly number[];
}

export interface BalanceOptions {
  readonly terms: readonly Term[];
  readonly calibrate: boolean;
  readonly shift: Shift;
  readonly seed: number;
}

/**
 * Measures, at the start of an octave, what is needed to weigh its terms.
 * @returns null when told to stop.
 */
export async function* balanceTerms(
  objective: OctaveObjective,
  image: Tensor4D,
  options: BalanceOptions,
  viewing: Viewing,
): OverTiles<Balance> {
  const { terms } = options;
  const tiled = countTiles(viewing.tiles) > 1;
  // A few tiles speak for all, unless a term looks at one place only.
  const sample = isPositional({ terms }) ? viewing.tiles : sampleTiles(viewing.tiles);
  const sampling: Viewing = { ...viewing, tiles: sample };
  const cotangents =
    tiled || terms.some(isRaw)
      ? yield* measureCotangents(objective, image, options.shift, sampling)
      : [];
  if (!cotangents) return null;
  const normalised = terms.map((term) => 'network' in term && term.normalise);
  const createScaler = (coefficients: readonly number[]): TermScaler =>
    tiled
      ? tiledScaler(coefficients, normalised, cotangents)
      : wholeScaler(coefficients, normalised);

  // mean|cotangent| that each term sends into its network at coefficient 1.
  const magnitudes = terms.map((term, at) => (isRaw(term) && cotangents[at]) || 1);
  let scales: readonly number[] = terms.map(() => 1);
  if (options.calibrate) {
    const unit = createScaler(magnitudes.map((value) => 1 / value));
    let sizes: readonly number[] | null;
    try {
      sizes = yield* measureGradients(objective, image, unit, options, sampling);
    } finally {
      unit.dispose();
    }
    if (!sizes) return null;
    scales = sizes.map((size, at) => (isUsable(size) ? 1 / size / (magnitudes[at] ?? 1) : 0));
  }
  const coefficients = terms.map(({ weight }, at) => weight * (scales[at] ?? 1));
  const gain = 1 / (sumOfProducts(coefficients.map(Math.abs), magnitudes) || 1);
  return {
    scaler: createScaler(coefficients.map((coefficient) => coefficient * gain)),
    gain,
    silent: terms.flatMap((_, at) => (scales[at] === 0 ? [at] : [])),
  };
}

async function* measureGradients(
  objective: OctaveObjective,
  image: Tensor4D,
  scaler: TermScaler,
  options: BalanceOptions,
  viewing: Viewing,
): OverTiles<readonly number[]> {
  const sizes: number[] = [];
  for (const [index, term] of options.terms.entries()) {
    if (await viewing.shouldStop()) return null;
    const size = yield* measureGradient(
      objective,
      { index, term },
      image,
      scaler,
      options,
      viewing,
    );
    if (size === null) return null;
    sizes.push(size);
  }
  return sizes;
}

function isRaw(term: Term): boolean {
  return 'network' in term && !term.normalise;
}

function isUsable(size: number): boolean {
  return size > 0 && Number.isFinite(size);
}

function sumOfProducts(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** Deviation of the noise that moves a picture off its start. */
const noise = 0.1;

/**
 * mean|input gradient| of one term as the scaler weighs it.
 * @param seed of the noise that distances to the start are measured with: at the start itself they
 *   have no gradient.
 * @returns null when told to stop.
 */
async function* measureGradient(
  objective: OctaveObjective,
  { index, term }: { readonly index: number; readonly term: Term },
  image: Tensor4D,
  scaler: TermScaler,
  { shift, seed }: { readonly shift: Shift; readonly seed: number },
  viewing: Viewing,
): OverTiles<number> {
  const isDistance = term.kind === 'content' || term.kind === 'start-distance';
  const seen = isDistance ? addNoise(image, seed) : tf.clone(image);
  const alone = onlyTerms(objective, (place) => place === index);
  let evaluation: Evaluation | null;
  try {
    evaluation = yield* evaluate(alone, seen, shift, scaler, viewing);
  } finally {
    seen.dispose();
  }
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

/**
 * mean|cotangent| of each term over all tiles, by a forward pass; 0 for terms on the picture itself.
 * @returns null when told to stop between tiles.
 */
export async function* measureCotangents(
  objective: OctaveObjective,
  image: Tensor4D,
  shift: Shift,
  { tiles, edges, shouldStop }: Viewing,
): OverTiles<readonly number[]> {
  const sizes = new Map<number, Scalar>();
  const shifted = slide(image, shift, edges);
  try {
    const placed = listTiles(tiles);
    for (const [at, tile] of placed.entries()) {
      if (at > 0 && (await shouldStop())) return null;
      measureTile(objective, shifted, shift, tile, sizes);
      if (placed.length > 1) yield { done: at + 1, tiles: placed.length, area: areaOf(tile) };
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
  try {
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
  } finally {
    seen.dispose();
  }
}
