import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  classicAscent,
  createSession,
  type Mask,
  type Objective,
  type Octaves,
  useBackend,
} from '../../src/engine/index.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { ascentOptions } from '../../src/nodes/gradient-ascent/options.ts';
import { runs } from '../../src/nodes/runs.ts';
import { network } from '../engine/objective/helpers.ts';
import { expectClose, randomPicture } from '../engine/picture/helpers.ts';
import { expectProblem, expectValue, listen, paramsOf } from './helpers.ts';

/** Octave Split, Gradient Ascent and Octave Merge with a tiny network, on the wasm backend. */
const photo = randomPicture(40, 32, 1);
const session = createSession();

beforeAll(async () => {
  expect(await useBackend('wasm')).toMatchObject({ ok: true });
});
afterAll(() => session.dispose());

const objective: Objective = {
  terms: [
    { kind: 'layer', measure: 'mean-square', network, layer: 'second', weight: 1, normalise: true },
  ],
};

async function split(): Promise<Octaves> {
  const params = paramsOf(catalog['octave-split'], { count: 3, smallestSide: 12 });
  const { context } = listen();
  return (await expectValue(runs['octave-split']({ image: photo }, params, context))).octaves;
}

function ascend(
  image: typeof photo | Octaves,
  changes: object = {},
  { mask, signal }: { mask?: Mask; signal?: AbortSignal } = {},
) {
  const { context, told } = listen({ session, ...(signal && { signal }) });
  const params = paramsOf(catalog['gradient-ascent'], { iterations: 3, jitter: 4, ...changes });
  return { told, result: runs['gradient-ascent']({ image, objective, mask }, params, context) };
}

async function merge(octaves: Octaves, changes: object) {
  const params = paramsOf(catalog['octave-merge'], changes);
  return (await expectValue(runs['octave-merge']({ octaves }, params, listen().context))).image;
}

describe('Octave Split', () => {
  test('gives the sizes from small to large, the photo last', async () => {
    const { sizes, photo: kept } = await split();
    expect(kept).toBe(photo);
    expect(sizes).toEqual([
      { width: 20, height: 16 },
      { width: 29, height: 23 },
      { width: 40, height: 32 },
    ]);
  });
});

describe('Gradient Ascent', () => {
  test('dreams at every octave and tells of it', async () => {
    const { told, result } = ascend(await split());
    const { image, octaves } = await expectValue(result);
    expect(octaves.details.map(({ width }) => width)).toEqual([20, 29, 40]);
    expect(image.data).not.toEqual(photo.data);
    expect(told.events.filter(({ kind }) => kind === 'octave')).toHaveLength(3);
    expect(told.events.filter(({ kind }) => kind === 'step')).toHaveLength(9);
    expect(told.previews).toHaveLength(9);
    expect(told.progress).toEqual([...told.progress].sort((a, b) => a - b));
    expect(told.progress.at(-1)).toBe(1);
  });

  test('gives the picture that Octave Merge makes at full strength', async () => {
    const { image, octaves } = await expectValue(ascend(await split()).result);
    expect(await merge(octaves, {})).toEqual(image);
    expect(await merge(octaves, { strength: 0 })).toEqual(photo);
    expect((await merge(octaves, { weights: [0] })).data).toEqual(photo.data);
  });

  test('takes a plain image as one octave, and goes on from octaves', async () => {
    const first = await expectValue(ascend(photo).result);
    expect(first.octaves.sizes).toEqual([{ width: 40, height: 32 }]);
    const second = await expectValue(ascend(first.octaves).result);
    const change = (data: Float32Array) =>
      data.reduce((sum, v, i) => sum + Math.abs(v - (photo.data[i] as number)), 0);
    expect(change(second.image.data)).toBeGreaterThan(1.3 * change(first.image.data));
  });

  test('leaves the picture as it is without iterations, and where the mask is black', async () => {
    expect((await expectValue(ascend(await split(), { iterations: 0 }).result)).image).toBe(photo);
    const mask: Mask = { width: 2, height: 1, data: Float32Array.of(0, 1) };
    const { image } = await expectValue(ascend(photo, {}, { mask }).result);
    const rows = Array.from({ length: 32 }, (_, y) => y * 40 * 3);
    for (const row of rows) {
      expectClose(image.data.slice(row, row + 30), photo.data.slice(row, row + 30), 1e-6);
    }
    expect(image.data).not.toEqual(photo.data);
  });

  test('repeats by seed', async () => {
    const dream = async (seed: number) =>
      (await expectValue(ascend(await split(), { seed }).result)).image.data;
    const first = await dream(1);
    expect(await dream(1)).toEqual(first);
    expect(await dream(2)).not.toEqual(first);
  });

  test('ends as cancelled when stopped, and leaves no tensors behind', async () => {
    await expectValue(ascend(photo).result);
    const before = tf.memory().numTensors;
    await expectProblem(ascend(photo, {}, { signal: AbortSignal.abort() }).result, 'cancelled');
    expect(tf.memory().numTensors).toBe(before);
  });

  test('hands on what the engine finds wrong', async () => {
    const params = paramsOf(catalog['gradient-ascent']);
    const { context } = listen({ session });
    const inputs = { image: photo, objective: { terms: [] }, mask: undefined };
    await expectProblem(runs['gradient-ascent'](inputs, params, context), 'empty-objective');
  });

  test.each([
    { optimiser: 'adam', parametrisation: 'laplacian', average: 0.9, carry: 'picture' },
    { parametrisation: 'spectral', smoothing: 'gaussian', gamut: 'soft', normalise: 'std' },
    { tiles: 'on', tileSize: 64, tileHalo: 8, luminanceOnly: true, anchor: 0.1, decay: 0.2 },
  ])('runs with %o', async (changes) => {
    const { image } = await expectValue(ascend(await split(), changes).result);
    expect(image.data.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(image.data).not.toEqual(photo.data);
  });
});

describe('the options of the engine', () => {
  const options = (changes: object) =>
    ascentOptions(paramsOf(catalog['gradient-ascent'], changes), undefined);

  test('are the classic ones by default', () => {
    expect(options({})).toEqual(classicAscent);
  });

  test('have steps by octave as shares of the one number', () => {
    expect(
      options({ iterations: 20, iterationsByOctave: [1, 0.8, 0.5], stepByOctave: [2] }),
    ).toMatchObject({
      steps: [20, 16, 10],
      stepSize: [0.012],
    });
  });

  test('know tiles by size, or when needed', () => {
    expect(options({ tiles: 'on', tileSize: 256 }).tiles.size).toBe(256);
    expect(options({ tiles: 'off', tileSize: 256 }).tiles.size).toBe('off');
  });
});
