import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ascend } from '../../../src/engine/ascent/ascend.ts';
import { mergeOctaves } from '../../../src/engine/ascent/merge.ts';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { clippedShare, meanMagnitude } from '../../../src/engine/picture/statistics.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { constantPicture, randomPicture } from '../picture/pictures.ts';
import {
  climb,
  expectOk,
  finish,
  layerTerm,
  octavesOf,
  plain,
  stepsOf,
  tinyNetwork,
} from './run-ascent.ts';

const photo = randomPicture(48, 40, 1);
const deep: Objective = { terms: [layerTerm(tinyNetwork())] };
let before = 0;

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

beforeEach(() => {
  before = tf.memory().numTensors;
});

afterEach(() => {
  expect(tf.memory().numTensors).toBe(before);
});

/** What the ascent added to the photo, in all. */
async function dream(
  options: Partial<AscentOptions>,
  start: Picture = photo,
  objective: Objective = deep,
): Promise<{ readonly end: Picture; readonly detail: Picture }> {
  const { result } = await climb(octavesOf(start), objective, { iterations: [6], ...options });
  const { octaves } = expectOk(result);
  return { end: mergeOctaves(octaves, { strength: 1 }), detail: octaves.details[0] ?? start };
}

test('mask: outside nothing changes, inside as much as without', async () => {
  const data = new Float32Array(48 * 40).map((_, at) => (at % 48 < 24 ? 0 : 1));
  const { detail } = await dream({ mask: { width: 48, height: 40, data } });
  const free = (await dream({ iterations: [1] })).detail;
  const once = (await dream({ iterations: [1], mask: { width: 48, height: 40, data } })).detail;
  for (let at = 0; at < detail.data.length; at++) {
    const isInside = Math.floor(at / 3) % 48 >= 24;
    if (!isInside) expect(detail.data[at]).toBe(0);
    else expect(once.data[at]).toBeCloseTo(free.data[at] as number, 6);
  }
  expect(meanMagnitude(detail)).toBeGreaterThan(0.01);
});

test('anchor: pulls the picture back to the photo', async () => {
  const free = meanMagnitude((await dream({})).detail);
  const held = meanMagnitude((await dream({ anchor: 0.3 })).detail);
  expect(held).toBeLessThan(0.6 * free);
  expect(held).toBeGreaterThan(0);
});

test('luminanceOnly: red, green and blue change alike', async () => {
  const grey = constantPicture(48, 40, [0.4, 0.5, 0.6]);
  const largestSplit = ({ data }: Picture): number => {
    let most = 0;
    for (let at = 0; at < data.length; at += 3) {
      const [r = 0, g = 0, b = 0] = data.slice(at, at + 3);
      most = Math.max(most, Math.abs(r - g), Math.abs(g - b));
    }
    return most;
  };
  for (const optimiser of [
    { kind: 'ascent' },
    { kind: 'adam', beta1: 0.9, beta2: 0.99 },
  ] as const) {
    const { detail } = await dream({ luminanceOnly: true, optimiser }, grey);
    expect(largestSplit(detail)).toBeLessThan(1e-5);
    expect(meanMagnitude(detail)).toBeGreaterThan(0.01);
  }
  expect(largestSplit((await dream({}, grey)).detail)).toBeGreaterThan(0.01);
});

test('gamut: clip burns colours out, soft does not', async () => {
  const bright = constantPicture(48, 40, [0.9, 0.9, 0.9]);
  const options = { iterations: [12], stepSize: [0.02] };
  const clipped = clippedShare((await dream({ ...options, gamut: 'clip' }, bright)).end);
  const soft = await dream({ ...options, gamut: 'soft' }, bright);
  expect(clipped).toBeGreaterThan(0.2);
  expect(clippedShare(soft.end)).toBeLessThan(0.02);
  expect(meanMagnitude(soft.detail)).toBeGreaterThan(0.02);
});

test('stopGain: leaves each octave once the objective has grown by the factor', async () => {
  const octaves = octavesOf(photo, 2);
  const { events } = await climb(octaves, deep, { iterations: [40], stopGain: 0.5 });
  const steps = stepsOf(events);
  for (const octave of [0, 1]) {
    const values = steps.filter((step) => step.octave === octave).map(({ objective }) => objective);
    const [start = 0] = values;
    expect(values.length).toBeLessThan(40);
    expect(values.at(-1)).toBeGreaterThanOrEqual(1.5 * start);
    expect(values.at(-2)).toBeLessThan(1.5 * start);
  }
});

test('carry: an octave starts from the photo and detail, or from the picture before', async () => {
  const octaves = octavesOf(photo, 2);
  const still = { iterations: [1], stepSize: [1e-6] };
  const ofPhoto = expectOk(
    (await climb(octaves, deep, { ...still, carry: 'detail' })).result,
  ).octaves;
  const ofPicture = expectOk(
    (await climb(octaves, deep, { ...still, carry: 'picture' })).result,
  ).octaves;
  // With next to no steps the carried detail is nothing; the carried picture is the blurred photo.
  expect(meanMagnitude(ofPhoto.details[1] as Picture)).toBeLessThan(1e-4);
  expect(meanMagnitude(ofPicture.details[1] as Picture)).toBeGreaterThan(0.05);
});

test('average: gives the mean of the iterates, which lags behind the last', async () => {
  const last = meanMagnitude((await dream({ iterations: [2] })).detail);
  const mean = meanMagnitude((await dream({ iterations: [2], average: 1 })).detail);
  // Iterates move by about d and 2 d: their plain mean by 1.5 d.
  expect(mean / last).toBeCloseTo(0.75, 1);
});

test('calibrate: a loud term and a quiet one pull alike', async () => {
  const loud = layerTerm(tinyNetwork(100, 2), { normalise: false });
  const quiet = layerTerm(tinyNetwork(0.01, 3), { normalise: false });
  const both: Objective = { terms: [loud, quiet] };
  const alone = (await dream({ iterations: [1] }, photo, { terms: [loud] })).detail;
  const raw = (await dream({ iterations: [1], calibrate: false }, photo, both)).detail;
  const balanced = (await dream({ iterations: [1], calibrate: true }, photo, both)).detail;
  const apart = (a: Picture, b: Picture): number =>
    meanMagnitude({ ...a, data: a.data.map((value, at) => value - (b.data[at] as number)) });
  expect(apart(raw, alone)).toBeLessThan(1e-4);
  expect(apart(balanced, alone)).toBeGreaterThan(3e-3);
});

test('calibrate: distances to the start are measured off it', async () => {
  const terms: Objective['terms'] = [
    layerTerm(tinyNetwork()),
    { kind: 'start-distance', weight: 1 },
    { kind: 'content', network: tinyNetwork(), layer: 'shallow', weight: 1, normalise: false },
  ];
  const { events, result } = await climb(octavesOf(photo), { terms }, { jitter: 4 });
  expect(expectOk(result).end).toBe('done');
  expect(events.filter(({ kind }) => kind === 'warning')).toEqual([]);
  expect(stepsOf(events)[0]?.terms[1]).toBe(0);
});

describe('normalise none', () => {
  test('moves by the raw gradient, however terms are scaled inside', async () => {
    const network = tinyNetwork();
    const raw = layerTerm(network, { normalise: false, measure: 'half-sum-of-squares' });
    const options = {
      normalise: 'none',
      calibrate: false,
      iterations: [1],
      stepSize: [1e-3],
      edges: 'wrap',
    } as const;
    const { detail } = await dream(options, photo, { terms: [raw] });
    const session = createSession();
    const program = expectOk(session.program(network, ['deep']));
    const expected = tf.tidy(() => {
      const image = tf.tensor4d(photo.data, [1, photo.height, photo.width, 3]);
      const gradient = program.gradient(
        image,
        (seen) => new Map([['deep', tf.clone(seen.get('deep') as tf.Tensor4D)]]),
      );
      return tf.sub(tf.clipByValue(tf.add(image, tf.mul(gradient, 1e-3)), 0, 1), image).dataSync();
    });
    session.dispose();
    detail.data.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] as number, 5);
    });
  });
});

describe.each([
  { optimiser: { kind: 'adam', beta1: 0.9, beta2: 0.99 }, normalise: 'none' },
  { optimiser: { kind: 'ascent' }, normalise: 'mean' },
] as const)('$optimiser.kind climbs', ({ optimiser, normalise }) => {
  test.each([
    { kind: 'pixel' },
    { kind: 'laplacian', levels: 3, gain: 0.8 },
    { kind: 'spectral', power: 1 },
  ] as const)('with parametrisation $kind', async (parametrisation) => {
    const { events, result } = await climb(octavesOf(photo), deep, {
      optimiser,
      normalise,
      parametrisation,
      iterations: [12],
      stepSize: [0.005],
    });
    expectOk(result);
    const values = stepsOf(events).map(({ objective }) => objective);
    expect(values.at(-1)).toBeGreaterThan(1.05 * (values[0] as number));
  });
});

test.each([
  { kind: 'laplacian', levels: 4, gains: [0.5, 1, 1, 0.7, 0.35] },
  { kind: 'gaussian', sigma: 1 },
] as const)('smoothing $kind takes pixel noise out of the dream', async (smoothing) => {
  const roughness = ({ data }: Picture): number =>
    data.reduce(
      (sum, value, at) => sum + (at < 3 ? 0 : Math.abs(value - (data[at - 3] as number))),
      0,
    ) / data.reduce((sum, value) => sum + Math.abs(value), 0);
  const raw = roughness((await dream({})).detail);
  expect(roughness((await dream({ smoothing })).detail)).toBeLessThan(0.9 * raw);
});

test('tiles: a tiled ascent comes out like a whole one, and says the same values', async () => {
  const large = randomPicture(160, 128, 2);
  const both: Objective = {
    terms: [...deep.terms, layerTerm(tinyNetwork(1, 4), { layer: 'shallow' })],
  };
  const options = { iterations: [3], jitter: 8 };
  const whole = await climb(octavesOf(large), both, options);
  const tiled = await climb(octavesOf(large), both, { ...options, tiles: { size: 64, halo: 16 } });
  const [a, b] = [whole, tiled].map(({ result }) => expectOk(result).octaves.details[0] as Picture);
  const differences = (a as Picture).data.map((v, at) => v - ((b as Picture).data[at] as number));
  // Tiles are weighed by means of the step before, which saw other mirrored margins.
  expect(meanMagnitude({ ...large, data: differences })).toBeLessThan(
    0.04 * meanMagnitude(a as Picture),
  );
  for (const [at, step] of stepsOf(tiled.events).entries()) {
    const same = stepsOf(whole.events)[at]?.objective ?? 0;
    expect(Math.abs(step.objective / same - 1)).toBeLessThan(0.05);
  }
});

test('tiles: terms with targets at places know which tile they see', async () => {
  const large = randomPicture(160, 128, 2);
  const data = new Float32Array(160 * 128).map((_, at) => (at % 160 < 80 ? 0 : 1));
  const terms: Objective['terms'] = [
    layerTerm(tinyNetwork(), { mask: { width: 160, height: 128, data } }),
    { kind: 'content', network: tinyNetwork(), layer: 'deep', weight: 0.2, normalise: false },
  ];
  const options = { iterations: [3], jitter: 8, tiles: { size: 64, halo: 16 } };
  const [whole, tiled] = await Promise.all([
    dream({ ...options, tiles: { size: 'off', halo: 0 } }, large, { terms }),
    dream(options, large, { terms }),
  ]);
  const differences = whole.detail.data.map((v, at) => v - (tiled.detail.data[at] as number));
  expect(meanMagnitude({ ...large, data: differences })).toBeLessThan(
    0.05 * meanMagnitude(whole.detail),
  );
});

test('tiles: a signal is heard between two tiles', async () => {
  const session = createSession();
  const stop = new AbortController();
  let gradients = 0;
  const counting = {
    ...session,
    program(...of: Parameters<typeof session.program>) {
      const program = expectOk(session.program(...of));
      return {
        ok: true as const,
        value: {
          ...program,
          gradient(...seen: Parameters<typeof program.gradient>) {
            if (++gradients === 2) stop.abort();
            return program.gradient(...seen);
          },
        },
      };
    },
  };
  const octaves = octavesOf(randomPicture(160, 128, 2));
  const options = { ...plain, tiles: { size: 32, halo: 8 } };
  const { result } = await finish(ascend(counting, octaves, deep, options, stop.signal));
  expect(result).toEqual({ ok: true, value: { end: 'stopped', octaves } });
  expect(gradients).toBe(2);
  session.dispose();
});

test('budget: changes the picture as much, however the steps are counted and measured', async () => {
  const grey = constantPicture(48, 40, [0.5, 0.5, 0.5]);
  // A constant push: steps add up, and the sum is the budget itself.
  const towards: Objective = { terms: [{ ...layerTerm(tinyNetwork()), measure: 'mean' }] };
  const sizes: number[] = [];
  for (const options of [
    { iterations: [4] },
    { iterations: [12] },
    { iterations: [12], decay: 0.5 },
    { iterations: [12], normalise: 'std' },
    { iterations: [12], normalise: 'rms', stepSize: [0.5] },
  ] as const) {
    const { detail } = await dream({ ...options, jitter: 0, budget: [0.04] }, grey, towards);
    sizes.push(meanMagnitude(detail));
  }
  const adam = { kind: 'adam', beta1: 0.9, beta2: 0.99 } as const;
  const other = await dream(
    { iterations: [8], optimiser: adam, jitter: 0, budget: [0.04] },
    grey,
    towards,
  );
  for (const size of [...sizes, meanMagnitude(other.detail)]) {
    expect(size).toBeGreaterThan(0.03);
    expect(size).toBeLessThanOrEqual(0.0401);
  }
});
