import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Edges } from '../picture/edges.ts';
import type { Size } from '../picture/picture.ts';
import type { Activations } from '../programs/program.ts';
import { addInto } from '../tensors/arithmetic.ts';
import type { PreparedLayerTerm, Shift } from '../terms/prepared.ts';
import type { OctaveObjective } from './compiled-objective.ts';
import type { ShouldStop } from './events.ts';
import { slide, slideBack } from './slide.ts';
import type { TermScaler } from './term-scaler.ts';
import type { Tiles } from './tiles.ts';
import { cut, listTiles, type PlacedTile, paste } from './tiles.ts';

/** How to see a picture: in which tiles, what is past its edges, who may say stop between tiles. */
export interface Viewing {
  readonly tiles: Tiles;
  readonly edges: Edges;
  readonly shouldStop: ShouldStop;
}

/** What an objective says about a picture. The caller disposes all of it. */
export interface Evaluation {
  /** Σ coefficient · d(sign · value)/d(picture), [1, H, W, 3]. */
  readonly gradient: Tensor4D;
  /** By term. Of tiles: the mean over tiles by area, near the whole picture's. */
  readonly values: readonly Scalar[];
}

/**
 * The gradient of an objective over all its networks, layers and tiles, for the picture shifted
 * and shifted back.
 * @returns null when told to stop between tiles.
 */
export async function evaluate(
  objective: OctaveObjective,
  image: Tensor4D,
  shift: Shift,
  scaler: TermScaler,
  viewing: Viewing,
): Promise<Evaluation | null> {
  const values: (Scalar | null)[] = new Array<null>(objective.count).fill(null);
  const evaluateTile = (shifted: Tensor4D, tile: PlacedTile): Tensor4D =>
    tileGradient(objective, shifted, shift, tile, scaler, values);
  let gradient: Tensor4D | null = null;
  if (objective.parts.length > 0) {
    gradient = await overTiles(image, shift, viewing, evaluateTile);
    if (!gradient) {
      tf.dispose(values.filter((value) => value !== null));
      return null;
    }
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
async function overTiles(
  image: Tensor4D,
  shift: Shift,
  { tiles, edges, shouldStop }: Viewing,
  ofTile: (shifted: Tensor4D, tile: PlacedTile) => Tensor4D,
): Promise<Tensor4D | null> {
  const shifted = slide(image, shift, edges);
  const cores: Tensor4D[] = [];
  for (const [at, tile] of listTiles(tiles).entries()) {
    if (at > 0 && (await shouldStop())) {
      tf.dispose([shifted, ...cores]);
      return null;
    }
    cores.push(ofTile(shifted, tile));
  }
  shifted.dispose();
  const whole = paste(cores, tiles);
  const back = slideBack(whole, shift, edges, sizeOf(image));
  whole.dispose();
  return back;
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
  for (const { program, terms } of parts) {
    const gradient = program.gradient(seen, (activations) => {
      const cotangents = new Map<string, Tensor4D>();
      for (const { index, term } of terms) {
        const { value, cotangent } = term.evaluate(activationOf(term, activations), shift, window);
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
  seen.dispose();
  if (!sum) throw new Error('A tile is seen by a network.');
  const answer = cut(sum, core);
  sum.dispose();
  return answer;
}

export function activationOf({ term }: PreparedLayerTerm, activations: Activations): Tensor4D {
  const activation = activations.get(term.layer);
  if (!activation) throw new Error(`The program gave no activation of ${term.layer}.`);
  return activation;
}
