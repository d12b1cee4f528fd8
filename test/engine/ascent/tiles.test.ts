import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureCotangents } from '../../../src/engine/ascent/balance.ts';
import {
  compileObjective,
  disposeObjective,
  type OctaveObjective,
  prepareObjective,
} from '../../../src/engine/ascent/compiled-objective.ts';
import { evaluate, inOneGo, type Viewing } from '../../../src/engine/ascent/gradient.ts';
import { tiledScaler, wholeScaler } from '../../../src/engine/ascent/term-scaler.ts';
import {
  cut,
  listTiles,
  paste,
  planSpans,
  planTiles,
  type Tiles,
} from '../../../src/engine/ascent/tiles.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { type Ir, linear } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { constantWeights } from '../../../src/engine/network/weights.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { expectClose, picture, randomPicture, vector } from '../picture/pictures.ts';
import { expectOk, layerTerm, randomTensor, tinyNetwork } from './run-ascent.ts';

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

const goOn = async (): Promise<boolean> => false;

describe('spans', () => {
  test('split evenly and cover everything, as crowsonkb does', () => {
    const { inputs, expected } = vector<
      { sizes: readonly number[] },
      Record<string, { crowsonkb_tiles: readonly (readonly [number, number])[] }>
    >('tile-starts');
    for (const length of inputs.sizes) {
      const spans = planSpans(length, 512, 0, 1).map(({ from, to }) => [from, to]);
      expect(spans).toEqual(expected[length]?.crowsonkb_tiles);
    }
  });

  test('cover every pixel once, in windows of one length, on the grid, with their halo', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 32, max: 1024 }),
        fc.integer({ min: 0, max: 300 }),
        (length, side, halo) => {
          const spans = planSpans(length, side, halo);
          const window = (spans[0]?.windowTo ?? 0) - (spans[0]?.windowFrom ?? 0);
          let reached = 0;
          for (const span of spans) {
            expect(span.from).toBe(reached);
            reached = span.to;
            expect(span.windowFrom % 32).toBe(0);
            expect(span.windowTo - span.windowFrom).toBe(window);
            expect(span.windowFrom).toBeLessThanOrEqual(Math.max(0, span.from - halo));
            expect(span.windowTo).toBeGreaterThanOrEqual(Math.min(length, span.to + halo));
            expect(span.windowTo).toBeLessThanOrEqual(length);
            expect(span.to - span.from).toBeLessThan(side + 32);
          }
          expect(reached).toBe(length);
          expect(window % 32).toBe(length % 32);
        },
      ),
    );
  });

  test('auto leaves pictures up to 1.5 megapixels whole', () => {
    const count = (width: number, height: number): number =>
      listTiles(planTiles({ width, height }, { size: 'auto', halo: 96 })).length;
    expect(count(1500, 1000)).toBe(1);
    expect(count(1500, 1001)).toBeGreaterThan(1);
    expect(
      listTiles(planTiles({ width: 9000, height: 9000 }, { size: 'off', halo: 9 })),
    ).toHaveLength(1);
  });

  test('what is cut is pasted together again', () => {
    const image = randomTensor(70, 150, 3, 1);
    const tiles = planTiles({ width: 150, height: 70 }, { size: 32, halo: 8 });
    const cores = listTiles(tiles).map(({ window, core }) => cut(cut(image, window), core));
    expect(cores.length).toBeGreaterThan(4);
    expectClose(paste(cores, tiles).dataSync(), image.dataSync(), 0);
  });
});

/** [1, 2, 1] across, on the first of three equal channels, zero padding. */
function smoothingNetwork(): Network {
  const filter = new Float32Array(3 * 3);
  for (const [at, tap] of [1, 2, 1].entries()) filter[at * 3] = tap;
  const ir: Ir = [
    { name: 'input', inputs: [], op: 'input', channels: 3 },
    {
      name: 'sum',
      inputs: ['input'],
      op: 'conv',
      filter: constantWeights([1, 3, 3, 1], filter),
      bias: null,
      strides: [1, 1],
      dilation: [1, 1],
      padding: 'same',
      activation: linear,
    },
  ];
  return { name: 'Smoothing', hash: 'smoothing', range: { scale: 1, offset: 0 }, ir };
}

async function withObjective<T>(
  objective: Objective,
  image: ReturnType<typeof picture>,
  tiles: Tiles,
  use: (prepared: OctaveObjective) => Promise<T>,
): Promise<T> {
  const session = createSession();
  const compiled = expectOk(compileObjective(session, objective));
  const windows = listTiles(tiles).map(({ window }) => window);
  const prepared = expectOk(
    prepareObjective(compiled, { start: image, octaveScale: 1, tiles: windows }),
  );
  const result = await use(prepared);
  disposeObjective(prepared);
  session.dispose();
  return result;
}

describe('tiled gradients', () => {
  const known = vector<
    { x: readonly number[] },
    {
      full: readonly number[];
      two_tiles_no_overlap: readonly number[];
      two_tiles_halo1: readonly number[];
      two_tiles_halo2: readonly number[];
    }
  >('tiled-grad-1d');

  test.each([
    [8, 0, known.expected.full],
    [4, 0, known.expected.two_tiles_no_overlap],
    [4, 1, known.expected.two_tiles_halo1],
    [4, 2, known.expected.two_tiles_halo2],
  ] as const)(
    'tiles of %i with a halo of %i are those of the vectors',
    async (side, halo, expected) => {
      const photo = picture(
        8,
        1,
        known.inputs.x.flatMap((value) => [value, 0, 0]),
      );
      const tiles: Tiles = { rows: planSpans(1, 1, 0), columns: fixedHalo(8, side, halo) };
      const term = layerTerm(smoothingNetwork(), {
        layer: 'sum',
        measure: 'half-sum-of-squares',
        weight: 2,
        normalise: false,
      });
      const gradient = await withObjective({ terms: [term] }, photo, tiles, async (prepared) => {
        const scaler = wholeScaler([2], [false]);
        const viewing: Viewing = { tiles, edges: 'wrap', shouldStop: goOn };
        const over = evaluate(prepared, toTensor(photo), [0, 0], scaler, viewing);
        const found = await inOneGo(over);
        return found?.gradient.dataSync() ?? [];
      });
      expectClose(
        [...gradient].filter((_, at) => at % 3 === 0),
        expected,
        known.tol,
      );
    },
  );

  /** The windows of the vectors: the halo is cut off at the ends instead of turned inwards. */
  function fixedHalo(length: number, side: number, halo: number): Tiles['columns'] {
    return planSpans(length, side, 0, 1).map((span) => ({
      ...span,
      windowFrom: Math.max(0, span.from - halo),
      windowTo: Math.min(length, span.to + halo),
    }));
  }

  const photo = randomPicture(100, 70, 3);
  const whole = planTiles(photo, { size: 'off', halo: 0 });
  const objective: Objective = {
    terms: [
      layerTerm(tinyNetwork(), { layer: 'shallow', measure: 'mean-cube' }),
      layerTerm(tinyNetwork(), { layer: 'deep', weight: -0.5 }),
    ],
  };

  async function gradientOf(
    tiles: Tiles,
    shift: readonly [number, number] = [0, 0],
  ): Promise<Tensor4D> {
    const coefficients = [1, -0.5];
    const normalised = [true, true];
    return withObjective(objective, photo, tiles, async (prepared) => {
      // Mean magnitudes as one tile sees them, so that both ways divide by the same numbers.
      const sizes = await magnitudes(prepared);
      const scaler = tiledScaler(coefficients, normalised, sizes);
      const viewing: Viewing = { tiles, edges: 'wrap', shouldStop: goOn };
      const found = await inOneGo(evaluate(prepared, toTensor(photo), shift, scaler, viewing));
      scaler.dispose();
      if (!found) throw new Error('Nobody said stop.');
      return found.gradient;
    });
  }

  async function magnitudes(prepared: OctaveObjective): Promise<readonly number[]> {
    const viewing: Viewing = { tiles: whole, edges: 'wrap', shouldStop: goOn };
    return (await inOneGo(measureCotangents(prepared, toTensor(photo), [0, 0], viewing))) ?? [];
  }

  test('one tile equals no tile exactly', async () => {
    const one = planTiles(photo, { size: 4096, halo: 50 });
    expect(listTiles(one)).toHaveLength(1);
    expect([...(await gradientOf(one)).dataSync()]).toEqual([
      ...(await gradientOf(whole)).dataSync(),
    ]);
  });

  test('halo tiles agree with the full gradient where the halo covers what a unit sees', async () => {
    const tiles = planTiles(photo, { size: 32, halo: 8 });
    expect(listTiles(tiles).length).toBeGreaterThan(5);
    const full = await gradientOf(whole, [5, -7]);
    const tiled = await gradientOf(tiles, [5, -7]);
    const scale = tf.max(tf.abs(full)).dataSync()[0] as number;
    // Means divide by the units of a tile instead of the picture's: one factor for all tiles.
    const ratio = tf.sum(tf.abs(tiled)).dataSync()[0] as number;
    const factor = ratio / (tf.sum(tf.abs(full)).dataSync()[0] as number);
    expectClose(tf.div(tiled, factor).dataSync(), full.dataSync(), 1e-4 * scale);
  });
});
