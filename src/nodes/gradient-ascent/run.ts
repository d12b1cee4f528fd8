import { ok } from '../../common/result.ts';
import {
  type AscentOptions,
  ascend,
  type Mask,
  mergeOctaves,
  type Octaves,
  withStrength,
} from '../../engine/index.ts';
import { repeatLast } from '../../graph/params/numbers.ts';
import { followAscent, type UnfinishedAscent } from '../_run/follow-ascent.ts';
import type { NodeInputs, NodeParams, NodeRun } from '../_run/node-run.ts';
import type { gradientAscent } from './definition.ts';

type Params = NodeParams<typeof gradientAscent>;

/** Problems: those of `ascend`, and `cancelled` when the run was stopped before the end. */
export const run: NodeRun<typeof gradientAscent> = async (inputs, params, context) => {
  const { session, signal } = context;
  const before = octavesOf(inputs.image);
  const options = ascentOptions(params, inputs.mask, before.sizes.length);
  const dreamed = await context.memoise(async () => {
    // Nobody else keeps work under the key of this node.
    const unfinished = (await context.unfinished()) as UnfinishedAscent | undefined;
    const { place } = unfinished ?? {};
    const ascent = ascend(session, before, inputs.objective, options, signal, place);
    return followAscent(ascent, context, unfinished);
  });
  if (!dreamed.ok) return dreamed;
  dreamed.value.warnings.forEach(context.warn);
  if (dreamed.value.shares) context.tellShares(dreamed.value.shares);
  const octaves = withStrength(dreamed.value.octaves, params.strength);
  return ok({ image: mergeOctaves(octaves, { strength: 1 }), octaves });
};

/** A plain picture is one octave. */
function octavesOf(image: NodeInputs<typeof gradientAscent>['image']): Octaves {
  if (image.kind === 'octaves') return image.value;
  const { width, height } = image.value;
  return { photo: image.value, sizes: [{ width, height }], details: [] };
}

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
  return repeatLast(numbers, octaves).map(
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
