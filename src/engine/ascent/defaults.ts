import type { AscentOptions } from './options.ts';

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
