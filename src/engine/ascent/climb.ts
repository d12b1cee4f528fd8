import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { isContextLost } from '../backend/context.ts';
import { signOf } from '../objective/algebra.ts';
import type { Objective } from '../objective/objective.ts';
import type { Picture } from '../picture/picture.ts';
import { fromTensor, toTensor } from '../tensors/picture-tensor.ts';
import type { AscentEvent } from './events.ts';
import { evaluate } from './gradient.ts';
import { meanMagnitude } from './normalise.ts';
import { type OctaveTask, setUpOctave } from './octave-task.ts';
import { createAverage } from './optimisers/average.ts';
import { checkStep, contextLost, silentTerm } from './problems.ts';
import { readScalars } from './scalars.ts';

/** How one octave ended. */
export interface OctaveEnd {
  readonly stopped: boolean;
  /** The last good picture; null when no step was taken. */
  readonly picture: Picture | null;
  /** Why it ended early, if the gradient was to blame. */
  readonly problem: Problem | null;
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
    if (!setUp.value) return ok({ stopped: true, picture: null, problem: null });
    const { prepared, balance, shifts, update, viewing } = setUp.value;
    for (const at of balance.silent) {
      const term = objective.terms[at];
      if (term) yield { kind: 'warning', problem: silentTerm(term, at, octave, level.base) };
    }

    let final: Picture | null = null;
    const preview = async (): Promise<Picture> => final ?? fromTensor(average.value ?? image);
    const end = async (stopped: boolean, problem: Problem | null): Promise<Result<OctaveEnd>> => {
      if (isContextLost()) return fail(contextLost);
      final = taken > 0 ? await preview() : null;
      return ok({ stopped, picture: final, problem });
    };
    let taken = 0;
    let startValue = 0;
    for (let step = 0; step < task.steps; step++) {
      if (await viewing.shouldStop()) return end(true, null);
      const found = await evaluate(prepared, image, shifts.next(), balance.weigher, viewing);
      if (!found) return end(true, null);
      const gradientSize = meanMagnitude(found.gradient);
      const { next, change } = update.step(image, found.gradient, step);
      const report = [...found.values, gradientSize, change];
      const numbers = await readScalars(report);
      tf.dispose(report);
      const terms = numbers.slice(0, objective.terms.length);
      const [size = 0, moved = 0] = numbers.slice(objective.terms.length);
      const problem = checkStep(size, moved, octave, level.base);
      if (problem) {
        next.dispose();
        return end(false, problem);
      }
      image.dispose();
      image = next;
      taken++;
      if (options.average > 0) average.add(image);
      const value = sumUp(objective, terms);
      yield {
        kind: 'step',
        octave,
        step,
        objective: value,
        terms,
        progress: task.progress(step + 1),
        preview,
      };
      if (step === 0) startValue = value;
      if (hasGained(startValue, value, options.stopGain)) break;
    }
    return await end(false, null);
  } finally {
    if (setUp.ok) setUp.value?.dispose();
    average.dispose();
    image.dispose();
  }
}

function sumUp({ terms }: Objective, values: readonly number[]): number {
  return terms.reduce((sum, term, at) => sum + term.weight * signOf(term) * (values[at] ?? 0), 0);
}

function hasGained(start: number, now: number, stopGain: number): boolean {
  return stopGain > 0 && now - start >= stopGain * Math.abs(start);
}
