import { readFile } from 'node:fs/promises';
import { embeddedNetworks } from '../models/catalog.ts';
import type { Motif } from '../models/vocabulary-schema.ts';
import { createFiles } from '../src/cli/access/file-access.ts';
import { readPicture } from '../src/cli/files/image-file.ts';
import { ok, type Result } from '../src/common/result.ts';
import {
  type AscentEvent,
  type AscentResult,
  ascend,
  channelStrengths,
  classicAscent,
  createSession,
  describeLayers,
  dreamFeature,
  inMemory,
  layerActivations,
  limitLongSide,
  loadNetwork,
  mergeOctaves,
  type Network,
  type Picture,
  rankChannels,
  type Session,
  splitOctaves,
  useBackend,
} from '../src/engine/index.ts';
import { timesForm } from '../src/nodes/gradient-ascent/run.ts';
import { allowRelaxedSimd } from '../src/runtime/node/wasm.ts';

/** What is needed to look into the embedded networks without a graph. */
export interface Lens {
  readonly session: Session;
  readonly loadNetwork: (name: string) => Promise<Network>;
  readonly readSample: (name: string, longSide: number) => Promise<Picture>;
}

export async function openLens(): Promise<Lens> {
  allowRelaxedSimd();
  const { assets } = createFiles();
  const read = async (file: string) => ok(await readFile(`${assets}/${file}`));
  const kernels = { read: (file: string) => read(`kernels/${file}`) };
  insist(await useBackend('wasm', { kernels: { source: kernels } }));
  return {
    session: createSession(),
    loadNetwork: async (name) => {
      const entry = embeddedNetworks.find((network) => network.name === name);
      if (!entry) throw new Error(`There is no network ${name}.`);
      const { title, range } = entry;
      const open = async (file: string) =>
        ok(inMemory((await read(`models/${name}/${file || 'model.json'}`)).value));
      return insist(await loadNetwork({ open }, { name: title, range }));
    },
    readSample: async (name, longSide) =>
      limitLongSide(insist(await readPicture(`${assets}/samples/${name}.jpg`)).picture, longSide),
  };
}

/**
 * The channels of a layer that respond most to the pictures, the strongest first. Those that a
 * concatenation merely pools from the layer before are left out: they were seen there.
 */
export async function strongestChannels(
  { session }: Lens,
  network: Network,
  layer: string,
  pictures: readonly Picture[],
): Promise<readonly number[]> {
  const squares: number[] = [];
  for (const picture of pictures) {
    const strengths = channelStrengths(
      insist(await layerActivations(session, network, layer, picture)),
    );
    for (const [channel, strength] of strengths.entries()) {
      squares[channel] = (squares[channel] ?? 0) + strength * strength;
    }
  }
  const pooled = pooledChannels(network, layer);
  return rankChannels(Float64Array.from(squares)).filter((channel) => !pooled.has(channel));
}

function pooledChannels(network: Network, layer: string): ReadonlySet<number> {
  const nodes = new Map(network.ir.map((node) => [node.name, node]));
  const found = nodes.get(layer);
  if (found?.op !== 'concat') return new Set();
  const pooled = new Set<number>();
  let first = 0;
  for (const input of found.inputs) {
    const channels = layerOf(network, input)?.channels ?? 0;
    if (nodes.get(input)?.op === 'pool') {
      for (let at = 0; at < channels; at++) pooled.add(first + at);
    }
    first += channels;
  }
  return pooled;
}

/**
 * The channels of a layer whose strongest response to any of the pictures is less than a tenth of
 * what is usual on the layer.
 */
export async function sleepyChannels(
  { session }: Lens,
  network: Network,
  layer: string,
  pictures: readonly Picture[],
): Promise<readonly number[]> {
  const peaks: number[] = [];
  for (const picture of pictures) {
    const { data, channels } = insist(await layerActivations(session, network, layer, picture));
    for (const [at, value] of data.entries()) {
      const channel = at % channels;
      peaks[channel] = Math.max(peaks[channel] ?? 0, Math.abs(value));
    }
  }
  const usual = [...peaks].sort((a, b) => a - b)[Math.floor(peaks.length / 2)] ?? 0;
  return [...peaks.keys()].filter((channel) => (peaks[channel] ?? 0) < usual / 10);
}

/** What channels respond to together, a few times as large as what they see; null if they sleep. */
export async function dreamChannels(
  { session }: Lens,
  network: Network,
  layer: string,
  channels: readonly number[],
): Promise<Picture | null> {
  const side = sideFor(network, layer);
  const size = { width: side, height: side };
  const term = { kind: 'layer', network, layer, weight: 1, normalise: true } as const;
  const ascent = dreamFeature(
    session,
    { terms: [{ ...term, measure: 'mean', channels }] },
    { size, iterations: 56, stepSize: 0.02, coarseness: 1, seed: 1 },
  );
  return finish(ascent);
}

/** A photo on which a motif was dreamed by its recipe; null if it sleeps there. */
export async function dreamOnPhoto(
  { session }: Lens,
  network: Network,
  { layer, channels, recipe }: Pick<Motif, 'layer' | 'channels' | 'recipe'>,
  photo: Picture,
): Promise<Picture | null> {
  const { measure, step, colour, form } = recipe;
  const octaves = { count: 6, ratio: 1.4, smallestSide: 60, law: 'round' } as const;
  const term = { kind: 'layer', network, layer, weight: 1, normalise: true } as const;
  const split = insist(splitOctaves(photo, octaves));
  const stepSize = timesForm([step], form, split.sizes.length);
  const ascent = ascend(
    session,
    split,
    { terms: [{ ...term, measure, channels }] },
    { ...classicAscent, stepSize, jitter: 64, colour },
  );
  return finish(ascent);
}

async function finish(
  ascent: AsyncGenerator<AscentEvent, Result<AscentResult>>,
): Promise<Picture | null> {
  for (;;) {
    const { done, value } = await ascent.next();
    if (!done) continue;
    return value.ok ? mergeOctaves(value.value.octaves, { strength: 1 }) : null;
  }
}

function sideFor(network: Network, layer: string): number {
  const field = Math.max(...(layerOf(network, layer)?.receptiveField ?? [0]));
  return Math.min(Math.max(2 * field, 40), 160);
}

function layerOf(network: Network, layer: string) {
  const layers = describeLayers(network, { width: 299, height: 299 });
  return layers.find(({ name }) => name === layer);
}

function insist<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
