import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import type { Program } from '../network/program.ts';
import type { Picture } from '../picture/picture.ts';
import type { Term } from './objective.ts';

/** What a term may need to know before the first step of an octave. */
export interface PrepareContext {
  readonly program: Program;
  /** The photo at this octave's size: what "start" and unnamed content mean. */
  readonly start: Picture;
  /** This octave's size relative to the largest, (0, 1]. */
  readonly octaveScale: number;
}

/** The circular shift the picture has at this step, in pixels: [down, right]. */
export type Shift = readonly [number, number];

/** A term whose targets are computed, ready to be evaluated at every step of one octave. */
export interface PreparedLayerTerm {
  readonly term: Exclude<Term, { kind: 'total-variation' | 'start-distance' }>;
  /**
   * @param activation [1, h, w, c] of the term's layer for the shifted picture.
   * @returns the term's value, and its cotangent d(sign · value)/d(activation), where sign is -1
   *   for distances; weight and normalisation are not applied yet. The caller disposes both.
   */
  evaluate(activation: Tensor4D, shift: Shift): { value: Scalar; cotangent: Tensor4D };
  dispose(): void;
}

/** Likewise, on the picture itself: [1, H, W, 3]. Never shifted. */
export interface PreparedImageTerm {
  readonly term: Extract<Term, { kind: 'total-variation' | 'start-distance' }>;
  evaluate(image: Tensor4D): { value: Scalar; gradient: Tensor4D };
  dispose(): void;
}

export type Shifts = 'any' | readonly Shift[];
