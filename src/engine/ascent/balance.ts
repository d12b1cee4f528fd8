import type { Tensor4D } from '@tensorflow/tfjs-core';
import { isPositional } from '../objective/algebra.ts';
import type { Term } from '../objective/objective.ts';
import type { Shift } from '../objective/prepared.ts';
import { measureGradient } from './calibrate.ts';
import { measureCotangents } from './cotangent-sizes.ts';
import type { Viewing } from './gradient.ts';
import type { OctaveObjective } from './octave-objective.ts';
import { countTiles, sampleTiles } from './tiles.ts';
import { tiledWeigher, type Weigher, wholeWeigher } from './weigher.ts';

/** How the terms of an objective are weighed during one octave. */
export interface Balance {
  readonly weigher: Weigher;
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
export async function balanceTerms(
  objective: OctaveObjective,
  image: Tensor4D,
  options: BalanceOptions,
  viewing: Viewing,
): Promise<Balance | null> {
  const { terms } = options;
  const tiled = countTiles(viewing.tiles) > 1;
  // A few tiles speak for all, unless a term looks at one place only.
  const sample = isPositional({ terms }) ? viewing.tiles : sampleTiles(viewing.tiles);
  const sampling: Viewing = { ...viewing, tiles: sample };
  const cotangents =
    tiled || terms.some(isRaw)
      ? await measureCotangents(objective, image, options.shift, sampling)
      : [];
  if (!cotangents) return null;
  const normalised = terms.map((term) => 'network' in term && term.normalise);
  const createWeigher = (coefficients: readonly number[]): Weigher =>
    tiled
      ? tiledWeigher(coefficients, normalised, cotangents)
      : wholeWeigher(coefficients, normalised);

  // mean|cotangent| that each term sends into its network at coefficient 1.
  const loudness = terms.map((term, at) => (isRaw(term) && cotangents[at]) || 1);
  let scales: readonly number[] = terms.map(() => 1);
  if (options.calibrate) {
    const unit = createWeigher(loudness.map((value) => 1 / value));
    const sizes = await measureGradients(objective, image, unit, options, sampling);
    unit.dispose();
    if (!sizes) return null;
    scales = sizes.map((size, at) => (isUsable(size) ? 1 / size / (loudness[at] ?? 1) : 0));
  }
  const coefficients = terms.map(({ weight }, at) => weight * (scales[at] ?? 1));
  const gain = 1 / (sumOfProducts(coefficients.map(Math.abs), loudness) || 1);
  return {
    weigher: createWeigher(coefficients.map((coefficient) => coefficient * gain)),
    gain,
    silent: terms.flatMap((_, at) => (scales[at] === 0 ? [at] : [])),
  };
}

async function measureGradients(
  objective: OctaveObjective,
  image: Tensor4D,
  weigher: Weigher,
  options: BalanceOptions,
  viewing: Viewing,
): Promise<readonly number[] | null> {
  const sizes: number[] = [];
  for (const [index, term] of options.terms.entries()) {
    if (await viewing.shouldStop()) return null;
    const size = await measureGradient(
      objective,
      { index, term },
      image,
      weigher,
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
