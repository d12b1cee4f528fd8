import type { Problem } from '../../common/result.ts';
import type { Objective } from '../objective/objective.ts';
import type { Picture } from '../picture/picture.ts';
import type { Random } from '../picture/random.ts';
import type { CompiledObjective } from './compiled-objective.ts';
import type { ShouldStop } from './events.ts';
import type { AscentOptions } from './options.ts';
import type { Level } from './pyramid-walk.ts';

/** One octave to climb. */
export interface OctaveTask {
  /** Counts from 0, smallest first. */
  readonly octave: number;
  readonly level: Level;
  readonly iterations: number;
  readonly stepSize: number;
  /** This octave's size relative to the largest, (0, 1]. */
  readonly octaveScale: number;
  /** With the weights of this octave; the terms are those of `compiled`, in the same order. */
  readonly objective: Objective;
  readonly compiled: CompiledObjective;
  readonly options: AscentOptions;
  readonly random: Random;
  readonly shouldStop: ShouldStop;
  /** Share of the whole ascent that is done after so many iterations of this octave. */
  readonly progress: (taken: number) => number;
  /** Parts of the objective (`Objective.parts`) whose shares of the last step are to be measured. */
  readonly measure?: readonly number[];
}

/** How one octave ended. */
export interface OctaveEnd {
  readonly stopped: boolean;
  /** The last good picture; null when no step was taken. */
  readonly picture: Picture | null;
  /** Why it ended early, if the gradient was to blame. */
  readonly problem: Problem | null;
  /** As `OctaveTask.measure` asks; null also when it ended early. */
  readonly shares: readonly number[] | null;
}
