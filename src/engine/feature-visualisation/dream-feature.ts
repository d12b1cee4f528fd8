import { fail, type Problem, type Result } from '../../common/result.ts';
import { ascend } from '../ascent/ascend.ts';
import type { AscentEvent, AscentResult } from '../ascent/events.ts';
import { featureAscent } from '../ascent/options.ts';
import type { Objective } from '../objective/objective.ts';
import { cloudNoise, whiteNoise } from '../picture/noise.ts';
import type { Picture, Size } from '../picture/picture.ts';
import type { Session } from '../session/session.ts';

export interface FeatureOptions {
  readonly size: Size;
  readonly iterations: number;
  /** As in `AscentOptions`: of Adam in the spectral parametrisation. */
  readonly stepSize: number;
  /** How much broad forms are favoured: the power of the spectral parametrisation. */
  readonly coarseness: number;
  readonly seed: number;
}

/**
 * What to start from, tried in this order. Faint grain gives the calmest pictures, but many a unit
 * of a rectified layer is silent on it and then has no gradient to climb: clouds wake more of them.
 */
const starts: readonly ((size: Size, seed: number) => Picture)[] = [
  (size, seed) => whiteNoise(size, { seed, mean: grey, amplitude: 0.02 }),
  (size, seed) => clouds(size, seed, 0.25),
  (size, seed) => clouds(size, seed + 1, 0.5),
  (size, seed) => clouds(size, seed + 2, 0.9),
];

const grey = [0.5, 0.5, 0.5] as const;

/** Of all sizes down to a pixel; beyond 0.5 they burn out into black, white and pure colours. */
function clouds(size: Size, seed: number, amplitude: number): Picture {
  return cloudNoise(size, {
    seed,
    mean: grey,
    amplitude: 2 * amplitude,
    scale: 0.4,
    octaves: 7,
    roughness: 0.8,
  });
}

/**
 * Dreams what an objective strives for from noise alone: feature visualisation (Olah, Mordvintsev,
 * Schubert, Distill 2017) with Adam on cosine coefficients of decorrelated colour.
 * @returns as `ascend`; `gradient-vanished` only when no noise wakes the objective.
 */
export async function* dreamFeature(
  session: Session,
  objective: Objective,
  { size, iterations, stepSize, coarseness, seed }: FeatureOptions,
  signal?: AbortSignal,
): AsyncGenerator<AscentEvent, Result<AscentResult>> {
  const options = {
    ...featureAscent,
    iterations: [iterations],
    stepSize: [stepSize],
    parametrisation: { kind: 'spectral' as const, power: coarseness },
    seed,
  };
  let silent: Problem | null = null;
  for (const start of starts) {
    const photo = start(size, seed);
    const octaves = { photo, sizes: [size], details: [] };
    const result = yield* withoutSilence(ascend(session, octaves, objective, options, signal));
    if (result.ok || result.problem.code !== 'gradient-vanished') return result;
    silent = result.problem;
  }
  return fail(silent as Problem);
}

/** Leaves out the warning that a louder start may make untrue. */
async function* withoutSilence(
  ascent: AsyncGenerator<AscentEvent, Result<AscentResult>>,
): AsyncGenerator<AscentEvent, Result<AscentResult>> {
  for (;;) {
    const { done, value } = await ascent.next();
    if (done) return value;
    if (value.kind !== 'warning' || value.problem.code !== 'gradient-vanished') yield value;
  }
}
