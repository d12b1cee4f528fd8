import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createShifts } from '../../../src/engine/ascent/shifts.ts';
import { slide, slideBack } from '../../../src/engine/ascent/slide.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { createRandom } from '../../../src/engine/picture/random.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { cropToView } from '../../../src/engine/terms/view.ts';
import { randomPicture } from '../picture/pictures.ts';
import { climb, expectOk, layerTerm, octavesOf, randomTensor, tinyNetwork } from './run-ascent.ts';

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

/** As far as shifts go: half of 24 and half of 41. */
const shift = fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -20, max: 20 }));
const size = { width: 41, height: 24 };

describe.each(['mirror', 'wrap'] as const)('%s edges', (edges) => {
  test('the network sees what views and masks are made from', () => {
    const photo = randomPicture(size.width, size.height, 1);
    fc.assert(
      fc.property(shift, (by) => {
        const wanted = cropToView(photo, 3, { shift: by, tile: null, edges });
        const seen = tf.tidy(() => {
          const tensor = slide(toTensor(photo), by, edges);
          return { shape: tensor.shape, data: tensor.dataSync() };
        });
        expect(seen.shape).toEqual([1, wanted.height, wanted.width, 3]);
        expect(seen.data).toEqual(wanted.data);
      }),
      { numRuns: 40 },
    );
  });

  test('gradients go back to the pixels that were seen: the adjoint', () => {
    const dot = (a: Tensor4D, b: Tensor4D) => tf.sum(tf.mul(a, b)).dataSync()[0] as number;
    fc.assert(
      fc.property(shift, fc.nat(1000), (by, seed) => {
        tf.tidy(() => {
          const x = randomTensor(size.height, size.width, 3, seed);
          const seen = slide(x, by, edges);
          const y = randomTensor(seen.shape[1], seen.shape[2], 3, seed + 1);
          const back = slideBack(y, by, edges, size);
          expect(back.shape).toEqual(x.shape);
          expect(Math.abs(dot(seen, y) - dot(x, back))).toBeLessThan(1e-3);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('content keeps its place: at the start its distance is 0 at every shift', async () => {
    const photo = randomPicture(48, 40, 2);
    const content = {
      kind: 'content',
      network: tinyNetwork(),
      layer: 'shallow',
      weight: 1,
      normalise: false,
    } as const;
    const towards = layerTerm(tinyNetwork(), { layer: 'shallow', weight: 1e-9, normalise: false });
    for (const tiles of [
      { size: 'off', halo: 0 },
      { size: 32, halo: 8 },
    ] as const) {
      const { events } = await climb(
        octavesOf(photo),
        { terms: [content, towards] },
        { iterations: [6], stepSize: [1e-7], jitter: 9, calibrate: false, edges, tiles },
      );
      const distances = events.flatMap((event) =>
        event.kind === 'step' ? [event.terms[0] as number] : [],
      );
      expect(distances).toHaveLength(6);
      expect(Math.max(...distances)).toBeLessThan(1e-9);
    }
  });
});

test('mirrored shifts come in opposite pairs, at most half the picture', () => {
  const shifts = createShifts({ jitter: 32, edges: 'mirror' }, size, createRandom(1), false);
  let largest = [0, 0];
  for (let pair = 0; pair < 100; pair++) {
    const [down, right] = shifts.next();
    const back = shifts.next();
    expect([down + back[0], right + back[1]]).toEqual([0, 0]);
    largest = [down, right].map((by, axis) => Math.max(largest[axis] as number, Math.abs(by)));
  }
  expect(largest).toEqual([12, 20]);
});

test('a picture smaller than the margin dreams as well', async () => {
  for (const side of [8, 9]) {
    const { result } = await climb(
      octavesOf(randomPicture(side, side, 3)),
      { terms: [layerTerm(tinyNetwork())] },
      { jitter: 128, edges: 'mirror' },
    );
    expect(result).toMatchObject({ ok: true, value: { end: 'done' } });
  }
});
