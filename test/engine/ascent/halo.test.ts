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
import type { Program } from '../../../src/engine/programs/program.ts';
import { dropKernels } from '../../../src/engine/programs/simd/workspace/current.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { embedded } from '../network/embedded.ts';
import { expectOk, layerTerm, tinyNetwork } from './run-ascent.ts';
import { scene } from './scene.ts';

const side = 704;
const least = { size: 128, halo: 96 };

/** The gradient of half the sum of squares. */
function gradientOf(program: Program, image: Tensor4D): Tensor4D {
  return program.gradient(
    image,
    (activations) => new Map([...activations].map(([layer, value]) => [layer, tf.clone(value)])),
  );
}

/** How far a tile's gradient is from the whole picture's where the tile answers for it. */
function errorOf(program: Program, image: Tensor4D, tiles: Tiles): number {
  const middle = listTiles(tiles)[Math.floor((tiles.rows.length * tiles.columns.length) / 2)];
  if (!middle) throw new Error('There are tiles.');
  const { window, core } = middle;
  const error = tf.tidy(() => {
    const wanted = cut(cut(gradientOf(program, image), window), core);
    const found = cut(gradientOf(program, cut(image, window)), core);
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

  test('gives tiles the gradient of the whole picture within 0.5 %', async () => {
    const network = await embedded(name);
    const session = createSession();
    const program = expectOk(session.program(network, [layer]));
    const image = toTensor(scene(side, side));
    const objective = { terms: [layerTerm(network, { layer })] };
    const tiles = planTiles({ width: side, height: side }, withHaloFor(objective, least));
    expect(errorOf(program, image, tiles)).toBeLessThan(0.005);
    image.dispose();
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
