import type { Tensor4D } from '@tensorflow/tfjs-core';
import { ok, type Result } from '../../common/result.ts';
import { isPositional } from '../objective/algebra.ts';
import type { Objective } from '../objective/objective.ts';
import type { Random } from '../picture/random.ts';
import { type Balance, balanceTerms } from './balance.ts';
import type { Viewing } from './gradient.ts';
import {
  type CompiledObjective,
  disposeObjective,
  type OctaveObjective,
  prepareObjective,
} from './octave-objective.ts';
import type { AscentOptions } from './options.ts';
import type { Level } from './pyramid-walk.ts';
import { createShifts, type Shifts } from './shifts.ts';
import type { ShouldStop } from './stop.ts';
import { listTiles } from './tile-windows.ts';
import { countTiles, planSeen } from './tiles.ts';
import { createUpdate, type Update } from './update.ts';

/** One octave to climb. */
export interface OctaveTask {
  /** Counts from 0, smallest first. */
  readonly octave: number;
  readonly level: Level;
  readonly steps: number;
  readonly stepSize: number;
  /** This octave's size relative to the largest, (0, 1]. */
  readonly octaveScale: number;
  /** With the weights of this octave; the terms are those of `compiled`, in the same order. */
  readonly objective: Objective;
  readonly compiled: CompiledObjective;
  readonly options: AscentOptions;
  readonly random: Random;
  readonly shouldStop: ShouldStop;
  /** Share of the whole ascent that is done after so many steps of this octave. */
  readonly progress: (steps: number) => number;
}

/** All that the steps of one octave work with. */
export interface OctaveSetUp {
  readonly prepared: OctaveObjective;
  readonly balance: Balance;
  readonly shifts: Shifts;
  readonly update: Update;
  readonly viewing: Viewing;
  dispose(): void;
}

/**
 * Computes targets and weighs the terms.
 * @returns null when told to stop; the problems of `prepareObjective`.
 */
export async function setUpOctave(
  task: OctaveTask,
  image: Tensor4D,
): Promise<Result<OctaveSetUp | null>> {
  const { options, level, objective } = task;
  const viewing: Viewing = {
    tiles: planSeen(level.base, options),
    edges: options.edges,
    shouldStop: task.shouldStop,
  };
  const shifts = createShifts(options, level.base, task.random, isPositional(objective));
  const windows = listTiles(viewing.tiles).map(({ window }) => window);
  const prepared = prepareObjective(task.compiled, {
    start: level.base,
    octaveScale: task.octaveScale,
    edges: options.edges,
    ...(shifts.pool ? { shifts: shifts.pool } : {}),
    ...(countTiles(viewing.tiles) > 1 ? { tiles: windows } : {}),
  });
  if (!prepared.ok) return prepared;
  const balance = await balanceTerms(prepared.value, image, balanceOptions(task, shifts), viewing);
  if (!balance) {
    disposeObjective(prepared.value);
    return ok(null);
  }
  const update = createUpdate(options, task.stepSize, level.base, balance.gain);
  return ok({
    prepared: prepared.value,
    balance,
    shifts,
    update,
    viewing,
    dispose() {
      disposeObjective(prepared.value);
      balance.weigher.dispose();
      update.dispose();
    },
  });
}

/** The size of a single term does not matter where the gradient is normalised. */
function balanceOptions({ options, objective }: OctaveTask, shifts: Shifts) {
  const isMoot = objective.terms.length === 1 && options.normalise !== 'none';
  return {
    terms: objective.terms,
    calibrate: options.calibrate && !isMoot,
    shift: shifts.pool?.[0] ?? ([0, 0] as const),
    seed: options.seed,
  };
}
