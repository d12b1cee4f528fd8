import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { atOctave } from '../objective/algebra.ts';
import type { Objective } from '../objective/objective.ts';
import { type Size, thinned } from '../picture/picture.ts';
import { createRandom } from '../picture/random.ts';
import { doubtsOf } from '../session/gradient-doubts.ts';
import type { Session } from '../session/session.ts';
import { climbOctave } from './climb-octave.ts';
import { type CompiledObjective, compileObjective } from './compiled-objective.ts';
import type { AscentEvent, AscentPlace, AscentResult } from './events.ts';
import { createStop, type ShouldStop } from './events.ts';
import type { Octaves } from './octaves.ts';
import type { AscentOptions } from './options.ts';
import { walkPyramid } from './pyramid-walk.ts';
import { listTiles, planTilesOf, withHaloFor } from './tiles.ts';
import { planWork, type Work } from './work.ts';

/**
 * Dreams: at each octave from the smallest to the largest, moves the picture up the gradient of the
 * objective. Nothing happens until iterated; whoever stops iterating leaves no tensors behind.
 * A network that this app does not know is checked first, and a `warning` tells if its gradient is wrong.
 * A vanishing or non-finite gradient ends its octave with a `warning` and the last good picture.
 * @param signal stops the ascent within one step (within one tile, for tiled pictures).
 * @param from where an ascent of the same arguments had come to; the end is the same to the bit.
 * @returns problems: `empty-objective`; those of the session (`unknown-layer`), of
 *   `Program.fits` (`layer-too-deep`) and of `prepareLayerTerms`; `gradient-vanished` or
 *   `gradient-not-finite` when no octave could take any step; `context-lost`.
 */
export async function* ascend(
  session: Session,
  octaves: Octaves,
  objective: Objective,
  options: AscentOptions,
  signal?: AbortSignal,
  from?: AscentPlace,
): AsyncGenerator<AscentEvent, Result<AscentResult>> {
  const work = planWork(octaves.sizes, options);
  if (work.totalSteps === 0) {
    for (const octave of octaves.sizes.keys()) yield octaveEvent(octaves, octave, 0);
    return ok({ end: 'done', octaves });
  }
  const compiled = compileObjective(session, objective);
  if (!compiled.ok) return compiled;
  const tiled = { ...options, tiles: withHaloFor(objective, options.tiles) };
  const misfit = findMisfit(compiled.value, octaves.sizes, work.iterations, tiled);
  if (misfit) return fail(misfit);
  for (const problem of await doubtsOf(session, objective, signal))
    yield { kind: 'warning', problem };

  return yield* climbOctaves(octaves, compiled.value, work, tiled, createStop(signal), from);
}

/** Climbs one octave after the other, each from where the one before has come to. */
async function* climbOctaves(
  octaves: Octaves,
  compiled: CompiledObjective,
  work: Work,
  options: AscentOptions,
  shouldStop: ShouldStop,
  from: AscentPlace | undefined,
): AsyncGenerator<AscentEvent, Result<AscentResult>> {
  const walk = walkPyramid(octaves, options.carry, from);
  const random = countedRandom(options.seed, from?.drawn);
  const largest = octaves.sizes.at(-1) as Size;
  let hasMoved = from?.hasMoved ?? false;
  let problem: Problem | null = from?.problem ?? null;
  let shares: readonly number[] | null = null;
  const last = work.iterations.findLastIndex((count) => count > 0);
  const { parts } = compiled.objective;
  for (const [octave, size] of octaves.sizes.entries()) {
    if (octave < (from?.octave ?? 0)) continue;
    const iterations = work.iterations[octave] ?? 0;
    yield octaveEvent(octaves, octave, iterations);
    if (iterations === 0) {
      walk.finish(null);
      continue;
    }
    const climbed = yield* climbOctave({
      ...{ octave, iterations, level: walk.level(), stepSize: work.stepSizes[octave] ?? 0 },
      octaveScale: size.width / largest.width,
      objective: atOctave(compiled.objective, octave),
      ...{ compiled, options, random: random.next, shouldStop },
      progress: (taken) => work.progress(octave, taken),
      ...(parts && octave === last && { measure: parts }),
    });
    if (!climbed.ok) return climbed;
    walk.finish(climbed.value.picture);
    shares = climbed.value.shares;
    hasMoved ||= climbed.value.picture !== null;
    if (climbed.value.stopped) {
      return ok({ end: 'stopped', octaves: hasMoved ? walk.octaves() : octaves });
    }
    if (climbed.value.problem) {
      problem = climbed.value.problem;
      yield { kind: 'warning', problem };
    }
    const place = { ...walk.place(), drawn: random.drawn(), hasMoved, problem };
    if (octave < octaves.sizes.length - 1) yield { kind: 'octave-done', octave, place };
  }
  if (!hasMoved && problem) return fail(problem);
  return ok({ end: 'done', octaves: walk.octaves(), ...(shares && { shares }) });
}

/** Random numbers, from the one after the first so many. */
function countedRandom(seed: number, drawn = 0) {
  const random = createRandom(seed);
  let count = 0;
  const next = () => {
    count++;
    return random();
  };
  while (count < drawn) next();
  return { next, drawn: () => count };
}

function octaveEvent({ photo, sizes }: Octaves, octave: number, iterations: number): AscentEvent {
  const { width, height } = sizes[octave] as Size;
  const preview = async (longSide: number) => thinned(photo, longSide);
  return { kind: 'octave', octave, octaves: sizes.length, width, height, iterations, preview };
}

/** The first octave in which a network cannot see its tiles. */
function findMisfit(
  { parts }: CompiledObjective,
  sizes: readonly Size[],
  iterations: readonly number[],
  options: AscentOptions,
): Problem | null {
  for (const [octave, size] of sizes.entries()) {
    const [tile] = listTiles(planTilesOf(size, options));
    if (!iterations[octave] || !tile) continue;
    for (const { program } of parts) {
      const fits = program.fits(tile.window);
      if (!fits.ok) return fits.problem;
    }
  }
  return null;
}
