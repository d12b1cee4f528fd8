import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { isPositional, signOf } from '../objective/algebra.ts';
import type { Objective } from '../objective/objective.ts';
import type { Picture } from '../picture/picture.ts';
import { meanMagnitude } from '../tensors/arithmetic.ts';
import { isContextLost } from '../tensors/gpu-context.ts';
import { fromShrunk, toTensor } from '../tensors/picture-tensor.ts';
import { readScalars } from '../tensors/read.ts';
import type { Shift } from '../terms/prepared.ts';
import { type Balance, balanceTerms } from './balance.ts';
import { disposeObjective, type OctaveObjective, prepareObjective } from './compiled-objective.ts';
import type { AscentEvent } from './events.ts';
import { evaluate, type OverTiles, type TileDone, type Viewing } from './gradient.ts';
import type { OctaveEnd, OctaveTask } from './octave-task.ts';
import { createAverage } from './optimiser.ts';
import { checkStep, contextLost, silentTerm } from './problems.ts';
import { measureShares } from './shares.ts';
import { createShifts, type Shifts } from './shifts.ts';
import { TileLook } from './tile-look.ts';
import { countTiles, listTiles, planTilesOf } from './tiles.ts';
import { createUpdate, type Update } from './update.ts';
import { type Course, planCourse, tellTiles, untilInterrupted } from './work.ts';

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
async function* setUpOctave(
  task: OctaveTask,
  image: Tensor4D,
): AsyncGenerator<TileDone, Result<OctaveSetUp | null>> {
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
  let balance: Balance | null = null;
  try {
    balance = yield* balanceTerms(prepared.value, image, balanceOptions(task, shifts), viewing);
  } finally {
    if (!balance) disposeObjective(prepared.value);
  }
  if (!balance) return ok(null);
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

/** Climbs one octave. Whoever stops iterating early leaves nothing behind. */
export async function* climbOctave(
  task: OctaveTask,
): AsyncGenerator<AscentEvent, Result<OctaveEnd>> {
  const { options, level, octave, objective } = task;
  let image = toTensor(level.start);
  const average = createAverage(options.average);
  let setUp: Result<OctaveSetUp | null> = ok(null);
  const course = planCourse(task);
  const tell = (tile: TileDone) => course.tile(0, tile);
  try {
    setUp = (yield* untilInterrupted(tellTiles(setUpOctave(task, image), tell))) ?? ok(null);
    if (!setUp.ok) return setUp;
    if (!setUp.value) return ok({ stopped: true, picture: null, problem: null, shares: null });
    const { balance, viewing } = setUp.value;
    for (const at of balance.silent) {
      const term = objective.terms[at];
      if (term) yield { kind: 'warning', problem: silentTerm(term, at, octave, level.base) };
    }

    let final: Picture | null = null;
    const preview = async (longSide = Infinity): Promise<Picture> =>
      final ?? fromShrunk(average.value ?? image, longSide);
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
      const step = yield* showStep(task, setUp.value, image, taken, course);
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
      const { terms } = step;
      const event = { octave, step: taken - 1, objective: value, terms, preview };
      yield { kind: 'step', ...event, progress: course.progress(taken) };
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

/** Takes a step, and shows of a large picture what comes of each tile. */
function showStep(
  task: OctaveTask,
  setUp: OctaveSetUp,
  image: Tensor4D,
  iteration: number,
  course: Course,
): AsyncGenerator<AscentEvent, StepTaken | null> {
  const shift = setUp.shifts.next();
  const look = new TileLook(image, { shift, edges: task.options.edges }, task.stepSize);
  const isLast = iteration === task.iterations - 1;
  const at = { shift, iteration, measure: isLast ? task.measure : undefined };
  const steps = tellTiles(takeStep(setUp, image, at), async (tile) => {
    const seen = await look.add(tile);
    return { ...course.tile(iteration + 1, tile), preview: async () => seen };
  });
  return untilInterrupted(steps);
}

/** Which step to take. */
interface StepAt {
  readonly shift: Shift;
  readonly iteration: number;
  readonly measure: OctaveTask['measure'];
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
async function* takeStep(
  { prepared, balance, update, viewing }: OctaveSetUp,
  image: Tensor4D,
  { shift, iteration, measure }: StepAt,
): OverTiles<StepTaken> {
  const found = yield* evaluate(prepared, image, shift, balance.scaler, viewing);
  if (!found) return null;
  const { gradient } = found;
  const scalars = [...found.values];
  try {
    const known = { image, shift, gradient };
    const shares = measure
      ? await measureShares(prepared, measure, known, balance.scaler, viewing)
      : null;
    scalars.push(meanMagnitude(gradient));
    const { next, change } = update.step(image, gradient, iteration);
    scalars.push(change);
    const numbers = await readScalars(scalars);
    const [gradientSize = 0, moved = 0] = numbers.slice(prepared.count);
    return { next, terms: numbers.slice(0, prepared.count), gradientSize, change: moved, shares };
  } finally {
    // The update takes the gradient over, unless it is interrupted.
    tf.dispose(scalars);
    if (!gradient.isDisposed) gradient.dispose();
  }
}

function sumUp({ terms }: Objective, values: readonly number[]): number {
  return terms.reduce((sum, term, at) => sum + term.weight * signOf(term) * (values[at] ?? 0), 0);
}

function hasGained(start: number, now: number, stopGain: number): boolean {
  return stopGain > 0 && now - start >= stopGain * Math.abs(start);
}
