import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { isPositional, signOf } from '../objective/algebra.ts';
import type { Objective } from '../objective/objective.ts';
import type { Picture } from '../picture/picture.ts';
import type { Random } from '../picture/random.ts';
import { meanMagnitude } from '../tensors/arithmetic.ts';
import { isContextLost } from '../tensors/gpu-context.ts';
import { fromTensor, toTensor } from '../tensors/picture-tensor.ts';
import { readScalars } from '../tensors/read.ts';
import { type Balance, balanceTerms } from './balance.ts';
import {
  type CompiledObjective,
  disposeObjective,
  type OctaveObjective,
  prepareObjective,
} from './compiled-objective.ts';
import type { AscentEvent, ShouldStop } from './events.ts';
import { evaluate, type Viewing } from './gradient.ts';
import { createAverage } from './optimiser.ts';
import type { AscentOptions } from './options.ts';
import { checkStep, contextLost, silentTerm } from './problems.ts';
import type { Level } from './pyramid-walk.ts';
import { measureShares } from './shares.ts';
import { createShifts, type Shifts } from './shifts.ts';
import { countTiles, listTiles, planTilesOf } from './tiles.ts';
import { createUpdate, type Update } from './update.ts';

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

/** All that the steps of one octave work with. */
interface OctaveSetUp {
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
async function setUpOctave(task: OctaveTask, image: Tensor4D): Promise<Result<OctaveSetUp | null>> {
  const { options, level, objective } = task;
  const viewing: Viewing = {
    tiles: planTilesOf(level.base, options),
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
      balance.scaler.dispose();
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

/** Climbs one octave. Whoever stops iterating early leaves nothing behind. */
export async function* climbOctave(
  task: OctaveTask,
): AsyncGenerator<AscentEvent, Result<OctaveEnd>> {
  const { options, level, octave, objective } = task;
  let image = toTensor(level.start);
  const average = createAverage(options.average);
  const setUp = await setUpOctave(task, image);
  try {
    if (!setUp.ok) return setUp;
    if (!setUp.value) return ok({ stopped: true, picture: null, problem: null, shares: null });
    const { balance, viewing } = setUp.value;
    for (const at of balance.silent) {
      const term = objective.terms[at];
      if (term) yield { kind: 'warning', problem: silentTerm(term, at, octave, level.base) };
    }

    let final: Picture | null = null;
    const preview = async (): Promise<Picture> => final ?? fromTensor(average.value ?? image);
    const end = async (stopped: boolean, problem: Problem | null): Promise<Result<OctaveEnd>> => {
      if (isContextLost()) return fail(contextLost);
      final = taken > 0 ? await preview() : null;
      return ok({ stopped, picture: final, problem, shares });
    };
    let shares: readonly number[] | null = null;
    let taken = 0;
    let startValue = 0;
    while (taken < task.iterations) {
      if (await viewing.shouldStop()) return end(true, null);
      const isLast = taken === task.iterations - 1;
      const step = await takeStep(setUp.value, image, taken, isLast ? task.measure : undefined);
      if (!step) return end(true, null);
      const problem = checkStep(step.gradientSize, step.change, octave, level.base);
      if (problem) {
        step.next.dispose();
        return end(false, problem);
      }
      image.dispose();
      image = step.next;
      shares = step.shares;
      taken++;
      if (options.average > 0) average.add(image);
      const value = sumUp(objective, step.terms);
      const progress = task.progress(taken);
      const { terms } = step;
      yield { kind: 'step', octave, step: taken - 1, objective: value, terms, progress, preview };
      if (taken === 1) startValue = value;
      if (hasGained(startValue, value, options.stopGain)) break;
    }
    return await end(false, null);
  } finally {
    if (setUp.ok) setUp.value?.dispose();
    average.dispose();
    image.dispose();
  }
}

interface StepTaken {
  /** The caller disposes it. */
  readonly next: Tensor4D;
  /** By term, for the picture before the step. */
  readonly terms: readonly number[];
  /** mean|gradient| */
  readonly gradientSize: number;
  /** mean|change of the picture| */
  readonly change: number;
  /** Of the parts that were to be measured. */
  readonly shares: readonly number[] | null;
}

/** @returns null when told to stop between tiles. */
async function takeStep(
  { prepared, balance, shifts, update, viewing }: OctaveSetUp,
  image: Tensor4D,
  iteration: number,
  parts: readonly number[] | undefined,
): Promise<StepTaken | null> {
  const shift = shifts.next();
  const found = await evaluate(prepared, image, shift, balance.scaler, viewing);
  if (!found) return null;
  const known = { image, shift, gradient: found.gradient };
  const shares = parts
    ? await measureShares(prepared, parts, known, balance.scaler, viewing)
    : null;
  const size = meanMagnitude(found.gradient);
  const { next, change } = update.step(image, found.gradient, iteration);
  const report = [...found.values, size, change];
  const numbers = await readScalars(report);
  tf.dispose(report);
  const [gradientSize = 0, moved = 0] = numbers.slice(prepared.count);
  return { next, terms: numbers.slice(0, prepared.count), gradientSize, change: moved, shares };
}

function sumUp({ terms }: Objective, values: readonly number[]): number {
  return terms.reduce((sum, term, at) => sum + term.weight * signOf(term) * (values[at] ?? 0), 0);
}

function hasGained(start: number, now: number, stopGain: number): boolean {
  return stopGain > 0 && now - start >= stopGain * Math.abs(start);
}
