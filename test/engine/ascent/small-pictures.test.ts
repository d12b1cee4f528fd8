import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AscentOptions, classicAscent } from '../../../src/engine/ascent/options.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { randomPicture } from '../picture/pictures.ts';
import { climb, expectOk, layerTerm, octavesOf, tinyNetwork } from './run-ascent.ts';

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

const adam = { kind: 'adam', beta1: 0.9, beta2: 0.99 } as const;

/** Each of them splits, shrinks or mirrors the picture in a way of its own. */
const ways: Readonly<Record<string, Partial<AscentOptions>>> = {
  'the defaults': {},
  'edges that wrap': { edges: 'wrap' },
  'no smoothing': { smoothing: { kind: 'none' } },
  'Gaussian smoothing': { smoothing: { kind: 'gaussian', sigma: 2 } },
  'smoothing in no band': { smoothing: { kind: 'laplacian', levels: 0, gains: [1] } },
  'pyramid parameters': { parametrisation: { kind: 'laplacian', levels: 4, gain: 0.8 } },
  'frequencies and Adam': { parametrisation: { kind: 'spectral', power: 1 }, optimiser: adam },
  'a soft gamut and only luminance': { gamut: 'soft', luminanceOnly: true },
};

describe.each(Object.entries(ways))('with %s', (_, options) => {
  test.each([
    [3, 7],
    [2, 300],
    [300, 1],
    [1, 1],
    [3, 3],
    [4, 4],
    [5, 2],
  ])('a picture of %i x %i pixels dreams, and leaves no tensors', async (width, height) => {
    const network = tinyNetwork();
    const terms = ['shallow', 'deep'].map((layer) => layerTerm(network, { layer }));
    const before = tf.memory().numTensors;
    const photo = randomPicture(width, height, 5);
    const { result } = await climb(
      octavesOf(photo),
      { terms },
      { ...classicAscent, ...options, iterations: [2] },
    );
    const [detail] = expectOk(result).octaves.details;
    expect(detail?.data.some((value) => value !== 0)).toBe(true);
    expect(detail?.data.every(Number.isFinite)).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
  });
});
