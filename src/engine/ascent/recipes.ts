import type { Network } from '../network/network.ts';
import type { Measure, Objective, StyleStatistic } from '../objective/objective.ts';
import type { OctaveOptions } from './octave-sizes.ts';
import type { AscentOptions } from './options.ts';

/** A layer of a network and how much it counts. */
export interface WeightedLayer {
  readonly layer: string;
  readonly weight: number;
}

/** A dream that was tried and looked at, on Inception V3. */
export interface Recipe {
  readonly layers: readonly WeightedLayer[];
  readonly measure: Measure;
  readonly octaves: OctaveOptions;
  readonly ascent: AscentOptions;
}

/**
 * The conditioned step: jitter, gradient bands evened out (the finest held back against specks, the
 * coarsest against blotchy skies), colours moving as in photographs. The defaults of every dream.
 */
export const classicAscent: AscentOptions = {
  steps: [10],
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
  steps: [64],
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

const classicOctaves: OctaveOptions = {
  count: 5,
  ratio: 1.4,
  smallestSide: 60,
  law: 'round',
};

const classic: Recipe = {
  layers: layers({ mixed3: 1, mixed4: 1 }),
  measure: 'mean-square',
  octaves: classicOctaves,
  ascent: classicAscent,
};

/** By name; strength as `measureStrength` reads it. */
export const recipes = {
  /** Eyes, spirals and arches; .066. */
  classic,
  /** For pale skies and sepia, where coarse bands would raise domes. */
  'classic-pale': {
    ...classic,
    layers: layers({ mixed1: 1 }),
    measure: 'mean',
    ascent: {
      ...classicAscent,
      smoothing: { kind: 'laplacian', levels: 4, gains: [0.5, 1, 1, 0.5, 0.1] },
    },
  },
  /** Stays close to the photo; .02. */
  gentle: {
    ...classic,
    measure: 'mean',
    ascent: { ...classicAscent, steps: [8], stepSize: [0.003], anchor: 0.03 },
  },
  /** Brush-like textures; .034. */
  'fine-texture': {
    layers: layers({ mixed0: 1, mixed1: 1 }),
    measure: 'mean-square',
    octaves: { ...classicOctaves, count: 3 },
    ascent: { ...classicAscent, steps: [8], stepSize: [0.005] },
  },
  /** Starts from grey noise instead of a photo; .10. */
  'from-noise': {
    ...classic,
    octaves: { ...classicOctaves, count: 4 },
    ascent: { ...classicAscent, steps: [20, 16, 14, 12], stepSize: [0.008], colour: 0.97 },
  },
} as const satisfies Record<string, Recipe>;

/** A painting of a photo, with dream forms in its brush strokes. */
export interface StyleRecipe {
  /** Of the colour transfer from style to photo, [0, 1]. */
  readonly colourTransfer: number;
  /** The photo is dreamt on first; its detail is merged at this strength. */
  readonly preDream: { readonly recipe: keyof typeof recipes; readonly strength: number };
  readonly style: {
    readonly layers: readonly WeightedLayer[];
    readonly statistic: StyleStatistic;
  };
  /** Content is that of the pre-dreamt photo. */
  readonly content: WeightedLayer;
  readonly dream: WeightedLayer;
  readonly totalVariation: number;
  readonly octaves: OctaveOptions;
  readonly ascent: AscentOptions;
}

export const deepStyle: StyleRecipe = {
  colourTransfer: 1,
  preDream: { recipe: 'classic', strength: 0.65 },
  style: {
    layers: layers({
      activation_1: 0.2,
      activation_3: 0.2,
      activation_5: 0.2,
      mixed0: 0.2,
      mixed1: 0.2,
    }),
    statistic: 'wasserstein',
  },
  content: { layer: 'mixed2', weight: 0.25 },
  dream: { layer: 'mixed3', weight: 0.08 },
  totalVariation: 0.05,
  octaves: { count: 4, ratio: Math.SQRT2, smallestSide: 60, law: 'round' },
  ascent: {
    ...classicAscent,
    steps: [40, 30, 24, 20],
    stepSize: [0.02, 0.015, 0.01, 0.007],
    decay: 0.08,
    normalise: 'none',
    jitter: 8,
    smoothing: { kind: 'none' },
    colour: 0,
    carry: 'picture',
    optimiser: { kind: 'adam', beta1: 0.9, beta2: 0.99 },
    parametrisation: { kind: 'laplacian', levels: 4, gain: 0.8 },
    average: 0.9,
  },
};

/** Layers of one network, each with its cotangent normalised, so that weights compare. */
export function layerObjective(
  network: Network,
  weighted: readonly WeightedLayer[],
  measure: Measure,
): Objective {
  return {
    terms: weighted.map(({ layer, weight }) => ({
      kind: 'layer',
      network,
      layer,
      weight,
      measure,
      normalise: true,
    })),
  };
}

function layers(weights: Readonly<Record<string, number>>): readonly WeightedLayer[] {
  return Object.entries(weights).map(([layer, weight]) => ({ layer, weight }));
}
