import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { ok, type Result } from '../../common/result.ts';
import type { Network } from '../network/network.ts';
import { createRandom } from '../picture/random.ts';
import type { Program } from '../programs/program.ts';
import type { Session } from './session.ts';

/** How well the gradient of a network agrees with what small changes of a picture do. */
export interface GradientCheck {
  /** The largest difference at any layer, as a share of the slope. */
  readonly error: number;
  readonly layers: readonly { readonly layer: string; readonly error: number }[];
  /** The first of the offered layers whose gradient is wrong: those from there on are of no use. */
  readonly wrong?: string;
}

/** Rounding and kinks stay below; a gradient that is wrong is off by about as much as it is. */
const tolerance = 0.1;
/** So near that no kink can have had a part in it. */
const near = 0.01;
const sides = [64, 96, 128, 224] as const;
/** Changes of the picture. Smaller ones meet fewer kinks of rectifiers and pools, larger ones round less. */
const steps = [1e-4, 3e-5, 1e-5, 3e-4] as const;
/** A picture on whose kinks the measure stumbles gets a successor; a fault shows on each. */
const pictures = 3;
/** Directions in each place: a slope that is missing might not show in one of them. */
const draws = 2;

/**
 * Compares the gradient with central differences at a few places, for three of the layers, and for
 * more of them where one is wrong.
 * @param offered shallow to deep. Problems are those of the session.
 */
export async function checkGradient(
  session: Session,
  network: Network,
  offered: readonly string[],
): Promise<Result<GradientCheck>> {
  const last = offered.length - 1;
  const depths = [...new Set([0, last >> 1, last])].filter((at) => at >= 0 && at <= last);
  if (depths.length === 0) return ok({ error: 0, layers: [] });
  const layerAt = (at: number) => offered[at] as string;
  // One program for all three, whose weights are the same.
  const program = session.program(network, depths.map(layerAt));
  if (!program.ok) return program;
  const errors = new Map<number, number>();
  for (const at of depths) {
    errors.set(at, await errorOf(program.value, layerAt(at)));
    if (!isRight(errors.get(at))) break;
  }
  let wrong = depths.find((at) => errors.has(at) && !isRight(errors.get(at)));
  let right = Math.max(-1, ...depths.filter((at) => isRight(errors.get(at))));
  // The first that is wrong lies between the last that is right and the first found wrong.
  while (wrong !== undefined && wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    const one = session.program(network, [layerAt(middle)]);
    if (!one.ok) return one;
    errors.set(middle, await errorOf(one.value, layerAt(middle)));
    if (isRight(errors.get(middle))) right = middle;
    else wrong = middle;
  }
  const layers = [...errors]
    .sort(([a], [b]) => a - b)
    .map(([at, error]) => ({ layer: layerAt(at), error }));
  return ok({
    error: Math.max(0, ...errors.values()),
    layers,
    ...(wrong !== undefined && { wrong: layerAt(wrong) }),
  });
}

function isRight(error: number | undefined): boolean {
  return error !== undefined && error <= tolerance;
}

/** Infinity where the gradient is not a number, 0 where no picture of these sizes fits. */
async function errorOf(program: Program, layer: string): Promise<number> {
  const side = sides.find((each) => program.fits({ width: each, height: each }).ok);
  if (side === undefined) return 0;
  let least = Infinity;
  for (let seed = 1; seed <= pictures && least > near; seed++) {
    least = Math.min(least, await errorOn(program, layer, { side, random: createRandom(seed) }));
  }
  return least;
}

interface Trial {
  readonly side: number;
  readonly random: () => number;
}

/** The largest error at some places of a picture. */
async function errorOn(program: Program, layer: string, { side, random }: Trial): Promise<number> {
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
  const change = { picture, cotangent, slopes, side, random };
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
  const { picture, direction, cotangent, side, step } = change;
  const [up, down] = await Promise.all(
    [step, -step].map(async (length) => {
      const moved = picture.map((value, at) => value + length * (direction[at] as number));
      const image = toImage(moved, side);
      const activation = program.forward(image).get(layer) as Tensor4D;
      const values = await activation.data<'float32'>();
      tf.dispose([image, activation]);
      return values;
    }),
  );
  const difference = (up as Float32Array).map((value, at) => value - ((down?.[at] ?? 0) as number));
  return productOf(difference, cotangent) / (2 * step);
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
