import type { Edges } from '../picture/edges.ts';
import type { Mask } from '../picture/picture.ts';

/** How the picture climbs. Defaults: `classicAscent` in defaults.ts. Lengths in pixels of the octave. */
export interface AscentOptions {
  /** Gradient steps at each octave, smallest first; the last number serves the octaves after it. */
  readonly iterations: readonly number[];
  /** Change of the picture per step in [0, 1] units, measured as `normalise` says. */
  readonly stepSize: readonly number[];
  /**
   * mean|change| that the steps of each octave add up to, taken one by one, smallest first; the last
   * number serves the octaves after it. It replaces the step size, and means the same for any number
   * of steps, decay, normalisation and optimiser.
   */
  readonly budget?: readonly number[];
  /** The step at iteration i is divided by sqrt(1 + decay · i). */
  readonly decay: number;
  readonly normalise: 'mean' | 'std' | 'rms' | 'none';
  /** Each step shifts the picture by up to this many pixels, and back. */
  readonly jitter: number;
  /**
   * What a shift brings in at the edge it moves the picture away from. With `mirror` a shift is at
   * most half as long as the picture, and every other one undoes the one before it, so that both
   * ends come in equally often.
   */
  readonly edges: Edges;
  readonly smoothing: Smoothing;
  /** 0: raw gradient, 1: fully conditioned by Lucid's colour matrix; between: mixed. */
  readonly colour: number;
  /** Only the luminance of the picture changes. */
  readonly luminanceOnly: boolean;
  /**
   * What an octave starts from: the photo plus the detail found so far, or the whole picture of the
   * octave before (style transfer).
   */
  readonly carry: 'detail' | 'picture';
  /** After each step x ← x + anchor · (base − x). */
  readonly anchor: number;
  readonly optimiser: Optimiser;
  readonly parametrisation: Parametrisation;
  readonly gamut: 'clip' | 'soft';
  /** Where the picture may change; resized to each octave. */
  readonly mask?: Mask;
  /** Scale each term by 1 / mean|its gradient|, measured once at the start of each octave. */
  readonly calibrate: boolean;
  /** Leave an octave once its objective has grown by this factor of its start (0: never). */
  readonly stopGain: number;
  /** Give the mean of the last iterates, weight of the past per step (0: the last iterate). */
  readonly average: number;
  readonly tiles: TileOptions;
  readonly seed: number;
}

export type Smoothing =
  | { readonly kind: 'none' }
  /** Bands of a Laplacian pyramid, each divided by its RMS, times gains from fine to coarse. */
  | { readonly kind: 'laplacian'; readonly levels: number; readonly gains: readonly number[] }
  /** Mean of three Gaussians at σ/2, σ, 2σ. */
  | { readonly kind: 'gaussian'; readonly sigma: number };

export type Optimiser =
  | { readonly kind: 'ascent' }
  | { readonly kind: 'adam'; readonly beta1: number; readonly beta2: number };

export type Parametrisation =
  | { readonly kind: 'pixel' }
  | { readonly kind: 'laplacian'; readonly levels: number; readonly gain: number }
  | { readonly kind: 'spectral'; readonly power: number };

export interface TileOptions {
  /** Longest side of a tile without its halo; 'auto' tiles only pictures above 1.5 megapixels. */
  readonly size: number | 'auto' | 'off';
  /** At least this; more for layers that see further (`withHaloFor`). */
  readonly halo: number;
}

/**
 * The conditioned step: jitter, gradient bands evened out (the finest held back against specks, the
 * coarsest against blotchy skies), colours moving as in photographs. The defaults of every dream.
 */
export const classicAscent: AscentOptions = {
  iterations: [10],
  stepSize: [0.006],
  decay: 0,
  normalise: 'mean',
  jitter: 32,
  edges: 'mirror',
  smoothing: { kind: 'laplacian', levels: 4, gains: [0.3, 0.7, 1, 0.9, 0.35] },
  colour: 1,
  luminanceOnly: false,
  carry: 'detail',
  anchor: 0,
  optimiser: { kind: 'ascent' },
  parametrisation: { kind: 'pixel' },
  gamut: 'clip',
  calibrate: true,
  stopGain: 0,
  average: 0,
  tiles: { size: 'auto', halo: 96 },
  seed: 1,
};

/** From noise to what a unit responds to: large forms first, colours as in photographs. */
export const featureAscent: AscentOptions = {
  ...classicAscent,
  iterations: [64],
  stepSize: [0.02],
  jitter: 16,
  edges: 'wrap',
  smoothing: { kind: 'none' },
  colour: 0,
  carry: 'picture',
  gamut: 'soft',
  optimiser: { kind: 'adam', beta1: 0.9, beta2: 0.99 },
  parametrisation: { kind: 'spectral', power: 1 },
};
