import type { Size } from '../picture/picture.ts';
import type { AscentOptions } from './options.ts';

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
