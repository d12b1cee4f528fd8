import { meanMagnitude, type Picture, resize } from '../../src/engine/index.ts';
import { clippedShare } from '../../src/engine/picture/statistics.ts';
import { type Dream, type DreamOptions, dream, type Studio } from './dream.ts';
import type { Keep } from './looks.ts';
import {
  colourDrift,
  edgeEnergy,
  offCentre,
  seamEnergy,
  shareAboveHalfNyquist,
} from './metrics.ts';

/** What is wrong with a dream, as a number; smaller is better. */
type Figure = (dream: Dream, studio: Studio) => number;

const highFrequencies: Figure = ({ detail }) => shareAboveHalfNyquist(detail);
const drift: Figure = ({ picture }, { photo }) => colourDrift(photo, picture);
const clipped: Figure = ({ picture }, { photo }) =>
  Math.max(0, clippedShare(picture) - clippedShare(photo));
const change: Figure = ({ detail }) => meanMagnitude(detail);
/** The outermost 16 px are the worst. */
const edges: Figure = ({ detail }) => Math.abs(edgeEnergy(detail, 16) - 1);
/** Jitter is against this: strength that a shift by a few pixels takes away. */
const inOnePlace: Figure = ({ objective, objectiveInPlace }) =>
  Math.max(0, 1 - objective / objectiveInPlace);
const outsideMask: Figure = ({ detail }) => meanMagnitude(leftHalf(detail));

export interface Remedy {
  readonly name: string;
  readonly figure: string;
  readonly of: Figure;
  readonly without: DreamOptions;
  readonly with: DreamOptions;
}

const raw: DreamOptions = {
  smoothing: { kind: 'none' },
  colour: 0,
  jitter: 0,
  edges: 'wrap',
};
const strong: DreamOptions = { stepSize: [0.016] };

const remedies: readonly Remedy[] = [
  {
    name: 'Laplacian smoothing',
    figure: 'share of the change above half Nyquist',
    of: highFrequencies,
    without: { smoothing: { kind: 'none' } },
    with: {},
  },
  {
    name: 'Gaussian smoothing',
    figure: 'share of the change above half Nyquist',
    of: highFrequencies,
    without: { smoothing: { kind: 'none' } },
    with: { smoothing: { kind: 'gaussian', sigma: 1 } },
  },
  ...[8, 32].map((jitter) => ({
    name: `jitter of ${jitter} px`,
    figure: 'share of the objective that holds only where the steps saw the picture',
    of: inOnePlace,
    without: raw,
    with: { ...raw, jitter },
  })),
  {
    name: 'jitter of 32 px, at the edges',
    figure: 'energy within 16 px of the edges against inside, distance from 1',
    of: edges,
    without: raw,
    with: { ...raw, jitter: 32 },
  },
  {
    name: 'mirrored edges',
    figure: 'energy within 16 px of the edges against inside, distance from 1',
    of: edges,
    without: { edges: 'wrap' },
    with: {},
  },
  {
    name: 'a little total variation',
    figure: 'share of the change above half Nyquist',
    of: highFrequencies,
    without: raw,
    with: { ...raw, more: [{ kind: 'total-variation', weight: 0.5 }] },
  },
  {
    name: 'mean of the last iterates',
    figure: 'share of the change above half Nyquist',
    of: highFrequencies,
    without: { ...raw, jitter: 32 },
    with: { ...raw, jitter: 32, average: 0.9 },
  },
  {
    name: 'colour conditioning',
    figure: 'colour drift',
    of: drift,
    without: { colour: 0 },
    with: {},
  },
  {
    name: 'brightness only',
    figure: 'colour drift',
    of: drift,
    without: {},
    with: { luminanceOnly: true },
  },
  {
    name: 'soft gamut',
    figure: 'clipped share beyond that of the photo',
    of: clipped,
    without: strong,
    with: { ...strong, gamut: 'soft' },
  },
  {
    name: 'anchor of 0.05',
    figure: 'mean change',
    of: change,
    without: strong,
    with: { ...strong, anchor: 0.05 },
  },
  {
    name: 'detail strength of 0.65',
    figure: 'mean change',
    of: change,
    without: strong,
    with: { ...strong, strength: 0.65 },
  },
  {
    name: 'stop at a gain of 0.5',
    figure: 'mean change',
    of: change,
    without: strong,
    with: { ...strong, stopGain: 0.5 },
  },
  {
    name: 'decay of 1',
    figure: 'mean change',
    of: change,
    without: strong,
    with: { ...strong, decay: 1 },
  },
  {
    name: 'mask',
    figure: 'mean change where the mask is 0',
    of: outsideMask,
    without: {},
    with: { mask: { width: 2, height: 1, data: Float32Array.of(0, 1) } },
  },
];

export interface Measured {
  readonly name: string;
  readonly figure: string;
  readonly without: number;
  readonly with: number;
  /** How much smaller the figure became, in shares. */
  readonly better: number;
  /** How much larger the objective became, in shares; negative is what the remedy costs. */
  readonly objective: number;
}

/** Each remedy's figure with and without it. Equal dreams are dreamt once. */
export async function measureRemedies(studio: Studio, keep: Keep): Promise<readonly Measured[]> {
  const dreams = new Map<string, Dream>();
  const dreamOnce = async (options: DreamOptions) => {
    const key = JSON.stringify(options);
    const made = dreams.get(key) ?? (await dream(studio, options));
    dreams.set(key, made);
    return made;
  };
  const measured: Measured[] = [];
  for (const remedy of remedies) {
    const before = await dreamOnce(remedy.without);
    const after = await dreamOnce(remedy.with);
    const { name, figure, of } = remedy;
    await keep(name, [before.picture, after.picture]);
    const [without, withIt] = [of(before, studio), of(after, studio)];
    measured.push({
      name,
      figure,
      without,
      with: withIt,
      better: 1 - withIt / without,
      objective: after.objective / before.objective - 1,
    });
  }
  return measured;
}

/** Change of all steps at one nominal step size, under each normalisation: with a budget it is one. */
export async function measureBudget(studio: Studio) {
  const spread = async (more: DreamOptions) => {
    const changes: number[] = [];
    for (const normalise of ['mean', 'std', 'rms'] as const) {
      const options = { ...more, normalise, octaves: { count: 1 } };
      changes.push(meanMagnitude((await dream(studio, options)).detail));
    }
    return Math.max(...changes) / Math.min(...changes);
  };
  return { without: await spread({}), with: await spread({ budget: [0.06] }) };
}

/** How far five octaves move a spot, with half-pixel resizing and with the older convention. */
export function measureDrift() {
  const size = { width: 160, height: 160 };
  const data = new Float32Array(size.width * size.height * 3);
  for (let y = 79; y <= 80; y++) data.fill(1, (y * 160 + 79) * 3, (y * 160 + 81) * 3);
  const sizes = [41, 57, 80, 112, 160].map((side) => ({ width: side, height: side }));
  const travel = (to: (picture: Picture, width: number) => Picture) => {
    let picture = to({ ...size, data }, 41);
    for (const { width } of sizes.slice(1)) picture = to(picture, width);
    return offCentre(picture, size);
  };
  return {
    without: travel((picture, side) => fromCorner(picture, side)),
    with: travel((picture, side) => resize(picture, { width: side, height: side })),
  };
}

/** Bilinear with pixels at corners, as resizing without half-pixel centres does it. Square. */
function fromCorner({ width, data }: Picture, side: number): Picture {
  const out = new Float32Array(side * side * 3);
  const at = (x: number, y: number, c: number) =>
    data[(Math.min(width - 1, y) * width + Math.min(width - 1, x)) * 3 + c] as number;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [fromX, fromY] = [(x * width) / side, (y * width) / side];
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [a, b] = [fromX - left, fromY - top];
      for (let c = 0; c < 3; c++) {
        out[(y * side + x) * 3 + c] =
          (1 - b) * ((1 - a) * at(left, top, c) + a * at(left + 1, top, c)) +
          b * ((1 - a) * at(left, top + 1, c) + a * at(left + 1, top + 1, c));
      }
    }
  }
  return { width: side, height: side, data: out };
}

function leftHalf({ width, height, data }: Picture): Picture {
  // The mask is stretched, so that its middle fades: only what is surely outside counts.
  const half = Math.floor(width / 4);
  const out = new Float32Array(half * height * 3);
  for (let y = 0; y < height; y++) {
    out.set(data.subarray(y * width * 3, (y * width + half) * 3), y * half * 3);
  }
  return { width: half, height, data: out };
}

/** Seams of a picture dreamt in tiles against the same dreamt in one piece. */
export async function measureTiles(studio: Studio, side: number, halos: readonly number[]) {
  const options: DreamOptions = { layers: ['mixed3'], octaves: { count: 1 }, iterations: [4] };
  const { width, height } = studio.photo;
  const borders = { columns: bordersOf(width, side), rows: bordersOf(height, side) };
  const whole = await dream(studio, { ...options, tiles: { size: 'off', halo: 0 } });
  const untiled = seamEnergy(whole.detail, borders);
  const tiled: Record<string, number> = {};
  for (const halo of halos) {
    const { detail } = await dream(studio, { ...options, tiles: { size: side, halo } });
    tiled[halo] = seamEnergy(detail, borders) / untiled;
  }
  return { width, height, tile: side, ratioToUntiledByHalo: tiled };
}

/** As `planTiles` cuts: evenly, at multiples of 32. */
function bordersOf(length: number, side: number): readonly number[] {
  const count = Math.ceil(length / side);
  return Array.from(
    { length: count - 1 },
    (_, at) => Math.floor(((at + 1) * length) / count / 32) * 32,
  );
}
