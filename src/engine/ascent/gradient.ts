import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Edges } from '../picture/edges.ts';
import type { Size } from '../picture/picture.ts';
import type { Activations } from '../programs/program.ts';
import { addInto } from '../tensors/arithmetic.ts';
import type { PreparedLayerTerm, Shift, Tile } from '../terms/prepared.ts';
import type { OctaveObjective } from './compiled-objective.ts';
import type { ShouldStop } from './events.ts';
import { slide, slideBack } from './slide.ts';
import type { TermScaler } from './term-scaler.ts';
import type { Tiles } from './tiles.ts';
import { areaOf, cut, listTiles, type PlacedTile, paste } from './tiles.ts';

/** How to see a picture: in which tiles, what is past its edges, who may say stop between tiles. */
export interface Viewing {
  readonly tiles: Tiles;
  readonly edges: Edges;
  readonly shouldStop: ShouldStop;
}

/** A tile of a picture in several has been looked at. */
export interface TileDone {
  /** How many are done, this one included, and how many there are. */
  readonly done: number;
  readonly tiles: number;
  /** What the tile answers for, in pixels of the shifted picture. */
  readonly area: Tile;
  /** There, of the objective; only until the next one is asked for. Absent where it is not known. */
  readonly gradient?: Tensor4D;
}

/** Goes from tile to tile, and ends with a result: null when told to stop. */
export type OverTiles<T> = AsyncGenerator<TileDone, T | null>;

/** What an objective says about a picture. The caller disposes all of it. */
export interface Evaluation {
  /** Σ coefficient · d(sign · value)/d(picture), [1, H, W, 3]. */
  readonly gradient: Tensor4D;
  /** By term. Of tiles: the mean over tiles by area, near the whole picture's. */
  readonly values: readonly Scalar[];
}

/** Goes through all tiles without a word. */
export async function inOneGo<T>(over: OverTiles<T>): Promise<T | null> {
  for (;;) {
    const { done, value } = await over.next();
    if (done) return value;
  }
}

/**
 * The gradient of an objective over all its networks, layers and tiles, for the picture shifted
 * and shifted back.
 * @returns null when told to stop between tiles.
 */
export async function* evaluate(
  objective: OctaveObjective,
  image: Tensor4D,
  shift: Shift,
  scaler: TermScaler,
  viewing: Viewing,
): OverTiles<Evaluation> {
  const values: (Scalar | null)[] = new Array<null>(objective.count).fill(null);
  const evaluateTile = (shifted: Tensor4D, tile: PlacedTile): Tensor4D =>
    tileGradient(objective, shifted, shift, tile, scaler, values);
  let gradient: Tensor4D | null = null;
  if (objective.parts.length > 0) {
    try {
      gradient = yield* overTiles(image, shift, viewing, evaluateTile);
    } finally {
      if (!gradient) tf.dispose(values.filter((value) => value !== null));
    }
    if (!gradient) return null;
    scaler.endPicture();
  }
  for (const { index, term } of objective.onImage) {
    const { value, gradient: own } = term.evaluate(image);
    values[index] = value;
    gradient = addInto(gradient, tf.mul<Tensor4D>(own, scaler.coefficient(index)));
    own.dispose();
  }
  if (!gradient) throw new Error('An objective has terms.');
  return { gradient, values: values.map((value) => value ?? tf.scalar(0)) };
}

function sizeOf({ shape: [, height, width] }: Tensor4D): Size {
  return { width, height };
}

/** Shifts the picture, puts together what each tile gives, and shifts it back. */
async function* overTiles(
  image: Tensor4D,
  shift: Shift,
  { tiles, edges, shouldStop }: Viewing,
  ofTile: (shifted: Tensor4D, tile: PlacedTile) => Tensor4D,
): OverTiles<Tensor4D> {
  const shifted = slide(image, shift, edges);
  const cores: Tensor4D[] = [];
  const placed = listTiles(tiles);
  let isComplete = false;
  try {
    for (const [at, tile] of placed.entries()) {
      if (at > 0 && (await shouldStop())) return null;
      const gradient = ofTile(shifted, tile);
      cores.push(gradient);
      const area = areaOf(tile);
      if (placed.length > 1) yield { done: at + 1, tiles: placed.length, area, gradient };
    }
    isComplete = true;
  } finally {
    shifted.dispose();
    if (!isComplete) tf.dispose(cores);
  }
  const whole = paste(cores, tiles);
  try {
    return slideBack(whole, shift, edges, sizeOf(image));
  } finally {
    whole.dispose();
  }
}

/** The gradient where a tile answers for it, summed over networks; adds up the terms' values. */
function tileGradient(
  { parts }: OctaveObjective,
  shifted: Tensor4D,
  shift: Shift,
  { window, core, share }: PlacedTile,
  scaler: TermScaler,
  values: (Scalar | null)[],
): Tensor4D {
  const seen = cut(shifted, window);
  let sum: Tensor4D | null = null;
  try {
    for (const { program, terms } of parts) {
      const gradient = program.gradient(seen, (activations) => {
        const cotangents = new Map<string, Tensor4D>();
        for (const { index, term } of terms) {
          const activation = activationOf(term, activations);
          const { value, cotangent } = term.evaluate(activation, shift, window);
          const scaled = scaler.scale(index, cotangent, share);
          const { layer } = term.term;
          cotangents.set(layer, addInto(cotangents.get(layer) ?? null, scaled));
          values[index] = addInto(values[index] ?? null, tf.mul<Scalar>(value, share));
          value.dispose();
        }
        return cotangents;
      });
      sum = addInto(sum, gradient);
    }
    if (!sum) throw new Error('A tile is seen by a network.');
    return cut(sum, core);
  } finally {
    tf.dispose(sum ? [seen, sum] : seen);
  }
}

export function activationOf({ term }: PreparedLayerTerm, activations: Activations): Tensor4D {
  const activation = activations.get(term.layer);
  if (!activation) throw new Error(`The program gave no activation of ${term.layer}.`);
  return activation;
}
