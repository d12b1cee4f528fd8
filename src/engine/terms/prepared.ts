import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import type { ImageTerm, NetworkTerm } from '../objective/objective.ts';
import type { Edges } from '../picture/edges.ts';
import type { Picture } from '../picture/picture.ts';
import type { Program } from '../programs/program.ts';

/** What a term may need to know before the first step of an octave. */
export interface PrepareContext {
  readonly program: Program;
  /** The photo at this octave's size: what "start" and unnamed content mean. */
  readonly start: Picture;
  /** This octave's size relative to the largest, (0, 1]. */
  readonly octaveScale: number;
  /**
   * The shifts that steps will use; only [0, 0] when absent. Content terms compute a target for
   * each and take no other, so draw from a small pool (see `isPositional`).
   */
  readonly shifts?: readonly Shift[];
  /** What a shift brings in at the edges; `wrap` when absent. */
  readonly edges?: Edges;
  /** The tiles that steps will use; only the whole picture when absent. */
  readonly tiles?: readonly Tile[];
}

/** How the picture is shifted at this step, in pixels: [down, right]. */
export type Shift = readonly [number, number];

/**
 * What the program sees of the shifted picture, in pixels. A tile that reaches over an end goes on
 * at the other.
 */
export interface Tile {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A term whose targets are computed, ready to be evaluated at every step of one octave. */
export interface PreparedLayerTerm {
  readonly term: NetworkTerm;
  /**
   * @param activation [1, h, w, c] of the term's layer for the shifted picture.
   * @param tile what the activation shows of the shifted picture; all of it when absent.
   * @returns the term's value, and its cotangent d(sign · value)/d(activation), where sign is -1
   *   for distances; weight and normalisation are not applied yet. The caller disposes both.
   */
  evaluate(activation: Tensor4D, shift: Shift, tile?: Tile): { value: Scalar; cotangent: Tensor4D };
  dispose(): void;
}

/** Likewise, on the picture itself: [1, H, W, 3]. Never shifted, never in tiles. */
export interface PreparedImageTerm {
  readonly term: ImageTerm;
  evaluate(image: Tensor4D): { value: Scalar; gradient: Tensor4D };
  dispose(): void;
}
