import type { AscentOptions, Mask } from '../../engine/index.ts';
import { serveAll } from '../../graph/params/numbers.ts';
import type { NodeParams } from '../_run/node-run.ts';
import type { gradientAscent } from './definition.ts';

type Params = NodeParams<typeof gradientAscent>;

/**
 * The engine's options from the node's parameters.
 * @param octaves that will be visited.
 */
export function ascentOptions(
  params: Params,
  mask: Mask | undefined,
  octaves: number,
): AscentOptions {
  const { iterations, iterationsByOctave, stepSize, stepByOctave, budget } = params;
  const factors = (numbers: readonly number[]) => timesForm(numbers, params.form, octaves);
  return {
    iterations: iterationsByOctave.map((factor) => Math.round(iterations * factor)),
    stepSize: factors(stepByOctave).map((factor) => stepSize * factor),
    ...(params.stepFrom === 'budget' && { budget: factors([1]).map((factor) => budget * factor) }),
    decay: params.decay,
    normalise: params.normalise,
    jitter: params.jitter,
    edges: params.edges,
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

/** How much larger the first octave's steps are, and smaller the last one's, at a form size of 1. */
const formRange = 2.5;

/**
 * Factors by octave times those of the form size: in equal ratios from 2.5^form at the smallest
 * octave to 2.5^-form at the largest, so that over all of them as much is dreamed as before. At six
 * octaves and form 1: 2.5, 1.73, 1.2, 0.83, 0.58, 0.4.
 */
export function timesForm(
  numbers: readonly number[],
  form: number,
  octaves: number,
): readonly number[] {
  if (form === 0 || octaves === 1) return numbers;
  return serveAll(numbers, octaves).map(
    (factor, octave) => factor * formRange ** (form * (1 - (2 * octave) / (octaves - 1))),
  );
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
