import type { Size } from '../picture/picture.ts';
import { Interrupted } from '../tensors/interrupt.ts';
import type { AscentEvent } from './events.ts';
import type { TileDone } from './gradient.ts';
import type { OctaveTask } from './octave-task.ts';
import type { AscentOptions } from './options.ts';
import { countTiles, planTilesOf, sampleTiles } from './tiles.ts';

/** What an ascent has to do at each octave, smallest first. */
export interface Work {
  readonly iterations: readonly number[];
  readonly stepSizes: readonly number[];
  readonly totalSteps: number;
  /** Share of the work done, by pixels, after so many steps of an octave; in [0, 1]. */
  readonly progress: (octave: number, taken: number) => number;
}

export function planWork(
  sizes: readonly Size[],
  {
    iterations,
    stepSize,
    budget,
    decay,
  }: Pick<AscentOptions, 'iterations' | 'stepSize' | 'budget' | 'decay'>,
): Work {
  const iterationsAt = sizes.map((_, octave) => at(iterations, octave));
  const pixels = sizes.map(({ width, height }) => width * height);
  const before = [0];
  for (const [octave, count] of iterationsAt.entries()) {
    before.push((before[octave] ?? 0) + count * (pixels[octave] ?? 0));
  }
  const total = before.at(-1) || 1;
  return {
    iterations: iterationsAt,
    stepSizes: sizes.map((_, octave) =>
      budget === undefined
        ? at(stepSize, octave)
        : firstStep(at(budget, octave), at(iterations, octave), decay),
    ),
    totalSteps: iterationsAt.reduce((sum, count) => sum + count, 0),
    progress: (octave, taken) => ((before[octave] ?? 0) + taken * (pixels[octave] ?? 0)) / total,
  };
}

/** How large the step at iteration i is beside the first. */
export function decayAt(decay: number, iteration: number): number {
  return 1 / Math.sqrt(1 + decay * iteration);
}

/** The step with which `count` decaying steps add up to the budget. */
function firstStep(budget: number, count: number, decay: number): number {
  let sum = 0;
  for (let iteration = 0; iteration < count; iteration++) sum += decayAt(decay, iteration);
  return sum === 0 ? 0 : budget / sum;
}

/** The last number serves all octaves after it. */
function at(numbers: readonly number[], octave: number): number {
  return numbers[octave] ?? numbers.at(-1) ?? 0;
}

type TileEvent = Extract<AscentEvent, { readonly kind: 'tile' }>;

/** How far an octave is, by steps and tiles. */
export interface Course {
  /** Share of the whole ascent that is done after so many steps. */
  progress(taken: number): number;
  /** @param step that the tile belongs to, counted from 1; 0: the measuring before the first one. */
  tile(step: number, tile: TileDone): TileEvent;
}

/** What a pass forward costs beside one that also comes back. */
const forwardShare = 0.35;

/** Of a picture in tiles, the measuring before the first step takes its time too. */
export function planCourse(task: OctaveTask): Course {
  const { octave, iterations, options, objective, level } = task;
  const tiles = planTilesOf(level.base, options);
  const sampled = countTiles(sampleTiles(tiles)) / countTiles(tiles);
  const passes = forwardShare + (options.calibrate ? objective.terms.length : 0);
  const measuring = countTiles(tiles) > 1 ? passes * sampled : 0;
  const share = (units: number) =>
    task.progress(Math.min(iterations, (iterations * units) / (measuring + iterations)));
  /** Of the measuring: times over its tiles, and what they were worth in steps. */
  let sweeps = 0;
  let measured = 0;
  const measure = ({ done, tiles: count }: TileDone): number => {
    const units = measured + ((sweeps === 0 ? forwardShare : 1) * sampled * done) / count;
    if (done === count) {
      measured = units;
      sweeps++;
    }
    return Math.min(units, measuring);
  };
  return {
    progress: (taken) => share(measuring + taken),
    tile: (step, tile) => {
      const { done, tiles: count } = tile;
      // To put the tiles together and to turn them into a step takes about as long as a tile.
      const units = step === 0 ? measure(tile) : measuring + step - 1 + done / (count + 1);
      const place = { octave, step, steps: iterations, tile: done, tiles: count };
      return { kind: 'tile', ...place, progress: share(units) };
    },
  };
}

/** Yields an event for each tile, and comes to the same end. */
export async function* tellTiles<T>(
  over: AsyncGenerator<TileDone, T>,
  tell: (tile: TileDone) => AscentEvent | Promise<AscentEvent>,
): AsyncGenerator<AscentEvent, T> {
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await over.next();
      isOver = done === true;
      if (done) return value;
      yield await tell(value);
    }
  } finally {
    // Whoever stops listening leaves no tensors behind.
    if (!isOver) await over.return(undefined as never);
  }
}

/** The same, where to be interrupted is to be told to stop: null. */
export async function* untilInterrupted<T>(
  run: AsyncGenerator<AscentEvent, T>,
): AsyncGenerator<AscentEvent, T | null> {
  try {
    return yield* run;
  } catch (error) {
    if (error instanceof Interrupted) return null;
    throw error;
  }
}
