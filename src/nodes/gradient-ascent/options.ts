import type { AscentOptions, Mask } from '../../engine/index.ts';
import type { NodeParams } from '../node-run.ts';
import type { gradientAscent } from './definition.ts';

type Params = NodeParams<typeof gradientAscent>;

/** The engine's options from the node's parameters. */
export function ascentOptions(params: Params, mask: Mask | undefined): AscentOptions {
  const { iterations, iterationsByOctave, stepSize, stepByOctave } = params;
  return {
    steps: iterationsByOctave.map((factor) => Math.round(iterations * factor)),
    stepSize: stepByOctave.map((factor) => stepSize * factor),
    ...(params.stepFrom === 'budget' && { budget: params.budget }),
    decay: params.decay,
    normalise: params.normalise,
    jitter: params.jitter,
    smoothing: smoothingOf(params),
    colour: params.colour,
    luminanceOnly: params.luminanceOnly,
    carry: params.carry,
    anchor: params.anchor,
    optimiser: optimiserOf(params),
    parametrisation: parametrisationOf(params),
    gamut: params.gamut,
    ...(mask && { mask }),
    calibrate: params.calibrate,
    stopGain: params.stopGain,
    average: params.average,
    tiles: tilesOf(params),
    seed: params.seed,
  };
}

function smoothingOf(params: Params): AscentOptions['smoothing'] {
  const { smoothing: kind } = params;
  switch (kind) {
    case 'none':
      return { kind };
    case 'laplacian':
      return { kind, levels: params.smoothingLevels, gains: params.smoothingGains };
    case 'gaussian':
      return { kind, sigma: params.smoothingSigma };
  }
}

function optimiserOf({ optimiser: kind, beta1, beta2 }: Params): AscentOptions['optimiser'] {
  return kind === 'adam' ? { kind, beta1, beta2 } : { kind };
}

function parametrisationOf(params: Params): AscentOptions['parametrisation'] {
  const { parametrisation: kind } = params;
  switch (kind) {
    case 'pixel':
      return { kind };
    case 'laplacian':
      return { kind, levels: params.laplacianLevels, gain: params.laplacianGain };
    case 'spectral':
      return { kind, power: params.spectralPower };
  }
}

function tilesOf({ tiles, tileSize, tileHalo }: Params): AscentOptions['tiles'] {
  return { size: tiles === 'on' ? tileSize : tiles, halo: tileHalo };
}
