import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { macrotask } from '../../common/macrotask.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Network } from '../network/network.ts';
import { createRandom } from '../picture/random.ts';
import type { Activations, Program } from '../programs/program.ts';
import type { GradientCheck } from './kept-checks.ts';
import type { Session } from './session.ts';

/** Rounding and kinks stay below; a gradient that is wrong is off by about as much as it is. */
const tolerance = 0.1;
/** So near that no kink can have had a part in it: no other step is tried. */
const near = 0.01;
/** So near that no other picture is tried. */
const sure = 0.03;
const sides = [64, 96, 128, 224] as const;
/** Changes of the picture. Smaller ones meet fewer kinks of rectifiers and pools, larger ones round less. */
const steps = [1e-4, 3e-5, 1e-5, 3e-4] as const;
/** A picture on whose kinks the measure stumbles gets a successor; a fault shows on each. */
const pictures = 3;
/** Directions in each place: a slope that is missing might not show in one of them. */
const draws = 2;

/** Compares the gradient at each layer that `nextToCheck` asks for. Problems are those of the session. */
export async function checkGradient(
  session: Session,
  network: Network,
  offered: readonly string[],
): Promise<Result<GradientCheck>> {
  for (let known = nothingChecked; ; ) {
    const { check, complete, problem } = await checkNext(session, network, offered, known);
    if (problem) return fail(problem);
    if (complete) return ok(check);
    known = check;
  }
}

export interface CheckedSoFar {
  readonly check: GradientCheck;
  readonly complete: boolean;
  /** Why no more could be checked. */
  readonly problem?: Problem;
}

/** Checks one more layer, which takes up to a second, and keeps what it finds. */
export async function checkNext(
  session: Session,
  network: Network,
  offered: readonly string[],
  known: GradientCheck,
): Promise<CheckedSoFar> {
  const layer = nextToCheck(offered, known);
  if (layer === undefined) return { check: known, complete: true };
  const error = await checkLayer(session, network, [layer]);
  if (!error.ok) return { check: known, complete: false, problem: error.problem };
  const check = withLayer(network, known, layer, error.value);
  await session.checks?.put(network.hash, check);
  return { check, complete: nextToCheck(offered, check) === undefined };
}

/**
 * The layer that is to be checked next: the first, the middle and the last that are offered and, where
 * one of them is wrong, more of them up to the first that is.
 * @param offered shallow to deep. @returns undefined where the check is complete.
 */
function nextToCheck(offered: readonly string[], { layers }: GradientCheck): string | undefined {
  const errors = new Map(layers.map(({ layer, error }) => [layer, error]));
  const last = offered.length - 1;
  const depths = [...new Set([0, last >> 1, last])].filter((at) => at >= 0);
  const errorAt = (at: number) => errors.get(offered[at] as string);
  const wrong = offered.findIndex((layer) => isWrong(errors.get(layer)));
  if (wrong < 0) return offered[depths.find((at) => errorAt(at) === undefined) ?? -1];
  const right = offered.findLastIndex((_, at) => at < wrong && errorAt(at) !== undefined);
  const left = depths.find((at) => at < wrong && errorAt(at) === undefined);
  return wrong - right > 1 ? offered[left ?? (right + wrong) >> 1] : undefined;
}

/** The same with what was found at one more layer. */
export function withLayer(
  { ir }: Network,
  { layers }: GradientCheck,
  layer: string,
  error: number,
): GradientCheck {
  const place = new Map(ir.map(({ name }, at) => [name, at]));
  const all = [...layers.filter((each) => each.layer !== layer), { layer, error }].sort(
    (a, b) => (place.get(a.layer) ?? 0) - (place.get(b.layer) ?? 0),
  );
  const wrong = all.find((each) => isWrong(each.error))?.layer;
  return {
    error: Math.max(...all.map((each) => each.error)),
    layers: all,
    ...(wrong !== undefined && { wrong }),
  };
}

export const nothingChecked: GradientCheck = { error: 0, layers: [] };

function isWrong(error: number | undefined): boolean {
  return error !== undefined && !(error <= tolerance);
}

/**
 * Compares the gradient of a layer with central differences at a few places.
 * @param layers of the program to do it with, the one to check last.
 * @returns the largest error, as a share of the slope; problems are those of the session.
 * @throws the reason of the signal, and `Interrupted`, when it is stopped.
 */
export async function checkLayer(
  session: Session,
  network: Network,
  layers: readonly string[],
  signal?: AbortSignal,
): Promise<Result<number>> {
  const program = session.program(network, layers);
  if (!program.ok) return program;
  return ok(await errorOf(program.value, layers.at(-1) as string, signal));
}

/** Infinity where the gradient is not a number, 0 where no picture of these sizes fits. */
async function errorOf(
  program: Program,
  layer: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const side = sides.find((each) => program.fits({ width: each, height: each }).ok);
  if (side === undefined) return 0;
  let least = Infinity;
  for (let seed = 1; seed <= pictures && least > sure; seed++) {
    const trial = { side, random: createRandom(seed), signal };
    least = Math.min(least, await errorOn(program, layer, trial));
  }
  return least;
}

interface Trial {
  readonly side: number;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

/** The largest error at some places of a picture. */
async function errorOn(program: Program, layer: string, trial: Trial): Promise<number> {
  const { side, random } = trial;
  const picture = Float32Array.from({ length: side * side * 3 }, () => 0.2 + 0.6 * random());
  let cotangent = new Float32Array();
  const image = toImage(picture, side);
  const gradient = program.gradient(image, (activations) => {
    const { shape, size } = activations.get(layer) as Tensor4D;
    cotangent = Float32Array.from({ length: size }, () => random() - 0.5);
    return new Map([[layer, tf.tensor4d(cotangent, shape)]]);
  });
  const slopes = await gradient.data<'float32'>();
  tf.dispose([image, gradient]);
  const change = { ...trial, picture, cotangent, slopes };
  let largest = 0;
  for (const patch of patchesOf(side)) {
    let squares = 0;
    for (let draw = 0; draw < draws; draw++) {
      squares += (await errorIn(program, layer, patch, change)) ** 2;
    }
    largest = Math.max(largest, Math.sqrt(squares / draws));
  }
  return largest;
}

interface Measured extends Trial {
  readonly picture: Float32Array;
  readonly cotangent: Float32Array;
  /** What the gradient claims. */
  readonly slopes: Float32Array;
}

/** How far the slope along one direction is from the claim, with the step that agrees best. */
async function errorIn(
  program: Program,
  layer: string,
  patch: Patch,
  measured: Measured,
): Promise<number> {
  const { slopes, side, random } = measured;
  const direction = directionIn(patch, slopes, side, random);
  const claimed = productOf(slopes, direction);
  // What a patch without any slope could have had.
  const size = Math.max(Math.abs(claimed), rms(slopes) * norm(direction)) || 1;
  let least = Infinity;
  for (const step of steps) {
    const slope = await slopeAlong(program, layer, { ...measured, direction, step });
    const error = Math.abs(slope - claimed) / size;
    if (error < least) least = error;
    if (least < near) break;
  }
  return least;
}

interface Patch {
  readonly from: readonly [x: number, y: number];
  readonly side: number;
  /** Whether numbers go where the slope says; else each by chance, which finds a slope that is missing. */
  readonly uphill: boolean;
}

/** Two corners, where padding counts, and all. */
function patchesOf(side: number): readonly Patch[] {
  const part = side / 4;
  return [
    { from: [0, 0], side: part, uphill: false },
    { from: [side - part, side - part], side: part, uphill: false },
    { from: [0, 0], side, uphill: true },
  ];
}

/** Up or down for each number in the patch. */
function directionIn(
  { from: [x, y], side: part, uphill }: Patch,
  slopes: Float32Array,
  side: number,
  random: () => number,
): Float32Array {
  return slopes.map((slope, at) => {
    const [column, row] = [Math.floor(at / 3) % side, Math.floor(at / 3 / side)];
    const inside = column >= x && column < x + part && row >= y && row < y + part;
    if (!inside) return 0;
    return (uphill && Math.sign(slope)) || (random() < 0.5 ? -1 : 1);
  });
}

interface Change extends Measured {
  readonly direction: Float32Array;
  readonly step: number;
}

/** How fast the layer, weighted by the cotangent, grows along the direction. */
async function slopeAlong(program: Program, layer: string, change: Change): Promise<number> {
  const { picture, direction, cotangent, side, step, signal } = change;
  const valuesAt = async (length: number) => {
    await macrotask();
    signal?.throwIfAborted();
    const moved = picture.map((value, at) => value + length * (direction[at] as number));
    return activationOf(program, layer, toImage(moved, side));
  };
  const [up, down] = [await valuesAt(step), await valuesAt(-step)];
  const difference = up.map((value, at) => value - (down[at] as number));
  return productOf(difference, cotangent) / (2 * step);
}

async function activationOf(program: Program, layer: string, image: Tensor4D) {
  let activations: Activations | undefined;
  try {
    activations = program.forward(image);
    return await (activations.get(layer) as Tensor4D).data<'float32'>();
  } finally {
    tf.dispose([image, ...(activations?.values() ?? [])]);
  }
}

function toImage(numbers: Float32Array, side: number): Tensor4D {
  return tf.tensor4d(numbers, [1, side, side, 3]);
}

function productOf(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

function norm(values: Float32Array): number {
  return Math.sqrt(productOf(values, values));
}

function rms(values: Float32Array): number {
  return norm(values) / Math.sqrt(values.length);
}
