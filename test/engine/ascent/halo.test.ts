import { readFile } from 'node:fs/promises';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../src/common/result.ts';
import {
  cut,
  listTiles,
  planTiles,
  type Tiles,
  withHaloFor,
} from '../../../src/engine/ascent/tiles.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import type { Mask, Picture, Size } from '../../../src/engine/picture/picture.ts';
import type { Program } from '../../../src/engine/programs/program.ts';
import { dropKernels } from '../../../src/engine/programs/simd/workspace/current.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { prepareLayerTerms } from '../../../src/engine/terms/prepare.ts';
import type { PreparedLayerTerm, Tile } from '../../../src/engine/terms/prepared.ts';
import { embedded } from '../network/embedded.ts';
import { expectOk, layerTerm, tinyNetwork } from './run-ascent.ts';
import { scene } from './scene.ts';

/** Cut into tiles along one side: whole gradients of squares take four times as long. */
const [long, short] = [704, 176];
const least = { size: 128, halo: 96 };

interface Subject {
  readonly network: Network;
  readonly layer: string;
  readonly program: Program;
}

/** Of a term on one layer, of the whole picture or of a tile of it. */
type GradientOf = (image: Tensor4D, window?: Tile) => Tensor4D;

/** @param mask how much each pixel counts. */
function halfSquares(
  { network, layer, program }: Subject,
  start: Picture,
  mask?: Mask,
): GradientOf {
  const term = layerTerm(network, {
    ...{ layer, measure: 'half-sum-of-squares' },
    ...(mask && { mask }),
  });
  const [prepared] = expectOk(prepareLayerTerms([term], { program, start, octaveScale: 1 }));
  return (image, window) =>
    program.gradient(image, (activations) => {
      const seen = activations.get(layer) as Tensor4D;
      const { value, cotangent } = (prepared as PreparedLayerTerm).evaluate(seen, [0, 0], window);
      value.dispose();
      return new Map([[layer, cotangent]]);
    });
}

/** Half of the picture, with a rim through the tile in the middle. */
function upperHalf({ width, height }: Size): Mask {
  const rim = Math.floor(height / 2) - 5;
  const data = Float32Array.from({ length: width * height }, (_, at) => (at < rim * width ? 1 : 0));
  return { width, height, data };
}

/** How far a tile's gradient is from the whole picture's where the tile answers for it. */
function errorOf(gradientOf: GradientOf, image: Tensor4D, tiles: Tiles): number {
  const [row, column] = [tiles.rows, tiles.columns].map(({ length }) => Math.floor(length / 2));
  const middle = listTiles(tiles)[(row ?? 0) * tiles.columns.length + (column ?? 0)];
  if (!middle) throw new Error('There are tiles.');
  const { window, core } = middle;
  const error = tf.tidy(() => {
    const wanted = cut(cut(gradientOf(image), window), core);
    const found = cut(gradientOf(cut(image, window), window), core);
    return tf.div(tf.norm(tf.sub(found, wanted)), tf.norm(wanted)).dataSync()[0];
  });
  return error ?? Number.NaN;
}

describe.each([
  ['ssd', 'block_13_expand_relu'],
  ['inception-v3', 'mixed4'],
] as const)('a halo for %s %s', (name, layer) => {
  beforeAll(async () => {
    const source = { read: async (file: string) => ok(await readFile(`assets/kernels/${file}`)) };
    expectOk(await useBackend('wasm', { kernels: { source } }));
    return dropKernels;
  });

  test('gives tiles the gradient of the whole picture within 0.5 %, masked or not', async () => {
    const network = await embedded(name);
    const session = createSession();
    const program = expectOk(session.program(network, [layer]));
    const objective = { terms: [layerTerm(network, { layer })] };
    const [wide, tall] = [
      { width: long, height: short },
      { width: short, height: long },
    ];
    for (const [size, mask] of [[wide], [tall, upperHalf(tall)]] as const) {
      const start = scene(size.width, size.height);
      const image = toTensor(start);
      const tiles = planTiles(size, withHaloFor(objective, least));
      const gradientOf = halfSquares({ network, layer, program }, start, mask);
      expect(errorOf(gradientOf, image, tiles)).toBeLessThan(0.005);
      image.dispose();
    }
    session.dispose();
  });
});

describe('a halo', () => {
  const window = ({ columns: [first] }: Tiles) => (first?.windowTo ?? 0) - (first?.windowFrom ?? 0);
  const large = { width: 6000, height: 4000 };

  test('stays as it was where layers see no further, and where nothing is cut', () => {
    const objective = { terms: [layerTerm(tinyNetwork())] };
    expect(withHaloFor(objective, least)).toEqual(least);
    expect(withHaloFor({ terms: [{ kind: 'total-variation', weight: 1 }] }, least)).toEqual(least);
    const off = { size: 'off', halo: 96 } as const;
    expect(withHaloFor(objective, off)).toEqual(off);
  });

  test('ends at a window with which large pictures dream within 2 GiB', async () => {
    const network = await embedded('inception-v3');
    for (const layer of ['mixed3', 'mixed4', 'mixed5', 'mixed7', 'mixed10']) {
      const objective = { terms: [layerTerm(network, { layer })] };
      for (const size of ['auto', 256, 1024] as const) {
        const tiles = planTiles(large, withHaloFor(objective, { size, halo: 0 }));
        expect(window(tiles)).toBeLessThanOrEqual(1056);
      }
    }
    const mixed2 = { terms: [layerTerm(network, { layer: 'mixed2' })] };
    const auto = { size: 'auto', halo: 96 } as const;
    expect(planTiles(large, withHaloFor(mixed2, auto))).toEqual(planTiles(large, auto));
  });
});
