import type { Size } from './octaves.ts';
import type { AscentOptions } from './options.ts';

/** What an ascent has to do at each octave, smallest first. */
export interface Work {
  readonly steps: readonly number[];
  readonly stepSizes: readonly number[];
  readonly totalSteps: number;
  /** Share of the work done, by pixels, after so many steps of an octave; in [0, 1]. */
  readonly progress: (octave: number, taken: number) => number;
}

export function planWork(
  sizes: readonly Size[],
  { steps, stepSize }: Pick<AscentOptions, 'steps' | 'stepSize'>,
): Work {
  const stepsAt = sizes.map((_, octave) => at(steps, octave));
  const pixels = sizes.map(({ width, height }) => width * height);
  const before = [0];
  for (const [octave, count] of stepsAt.entries()) {
    before.push((before[octave] ?? 0) + count * (pixels[octave] ?? 0));
  }
  const total = before.at(-1) || 1;
  return {
    steps: stepsAt,
    stepSizes: sizes.map((_, octave) => at(stepSize, octave)),
    totalSteps: stepsAt.reduce((sum, count) => sum + count, 0),
    progress: (octave, taken) => ((before[octave] ?? 0) + taken * (pixels[octave] ?? 0)) / total,
  };
}

/** The last number serves all octaves after it. */
function at(numbers: readonly number[], octave: number): number {
  return numbers[octave] ?? numbers.at(-1) ?? 0;
}
