import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../src/common/result.ts';
import { ascend } from '../../../src/engine/ascent/ascend.ts';
import { mergeOctaves } from '../../../src/engine/ascent/merge.ts';
import { totalDetail } from '../../../src/engine/ascent/octaves.ts';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import { classicAscent } from '../../../src/engine/ascent/options.ts';
import { tensorMemory } from '../../../src/engine/backend/memory.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import { meanMagnitude } from '../../../src/engine/picture/statistics.ts';
import { dropKernels } from '../../../src/engine/programs/simd/workspace/current.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { embedded } from '../network/embedded.ts';
import { highFrequencyShare } from '../picture/measures.ts';
import { expectOk, finish, layerTerm, octavesOf, stepsOf } from './run-ascent.ts';
import { scene } from './scene.ts';

let network: Network;
const photo = scene(96, 88);
const session = createSession();
/** Tensors of other tests, which share the modules. */
let before = 0;

beforeAll(async () => {
  const source = { read: async (file: string) => ok(await readFile(`assets/kernels/${file}`)) };
  expectOk(await useBackend('wasm', { kernels: { source } }));
  before = tf.memory().numTensors;
  network = await embedded('inception-v3');
  return dropKernels;
});

/** Whole layers in the middle of the network: eyes, spirals and arches. */
function objective(): Objective {
  return { terms: ['mixed3', 'mixed4'].map((layer) => layerTerm(network, { layer })) };
}

function classic(options: Partial<AscentOptions>, octaves = 2) {
  return finish(
    ascend(session, octavesOf(photo, octaves), objective(), { ...classicAscent, ...options }),
  );
}

describe('the classic dream on Inception V3', () => {
  test('raises the objective at every step, cleanly and not too strongly', async () => {
    // Without jitter, whose seams hide the rise in pictures as small as this.
    const { events, result } = await classic({ iterations: [8], jitter: 0 });
    const { octaves } = expectOk(result);
    for (const octave of octaves.sizes.keys()) {
      const values = stepsOf(events)
        .filter((step) => step.octave === octave)
        .map(({ objective }) => objective);
      expect(values).toHaveLength(8);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values.at(-1)).toBeGreaterThan(1.5 * (values[0] as number));
    }
    const total = totalDetail(octaves);
    if (!total) throw new Error('Nothing was dreamt.');
    // From gentle to classic, as found by looking at many dreams.
    expect(meanMagnitude(total)).toBeGreaterThan(0.02);
    expect(meanMagnitude(total)).toBeLessThanOrEqual(0.08);
  });

  test('smoothing and jitter take the pixel noise out', async () => {
    const noise = async (options: Partial<AscentOptions>): Promise<number> => {
      const total = totalDetail(
        expectOk((await classic({ iterations: [4], ...options })).result).octaves,
      );
      if (!total) throw new Error('Nothing was dreamt.');
      return highFrequencyShare(total);
    };
    const conditioned = await noise({});
    const raw = await noise({ smoothing: { kind: 'none' }, colour: 0, jitter: 0 });
    expect(conditioned).toBeLessThan(0.2);
    expect(conditioned).toBeLessThan(0.4 * raw);
  });

  test('gives the same bytes for the same seed, and leaks nothing in 10 steps', async () => {
    const bytes = async (): Promise<Float32Array> =>
      mergeOctaves(expectOk((await classic({ iterations: [2] })).result).octaves, { strength: 1 })
        .data;
    const first = await bytes();
    const after2 = tensorMemory();
    expect(await bytes()).toEqual(first);
    await classic({ iterations: [10] }, 1);
    expect(tensorMemory()).toEqual(after2);
  });

  test('mirrored edges let it grow at the borders as well as inside', async () => {
    const rate = async (edges: AscentOptions['edges']): Promise<number> => {
      const octaves = octavesOf(scene(192, 160));
      const { result } = await finish(
        ascend(session, octaves, objective(), { ...classicAscent, iterations: [6], edges }),
      );
      const { width, height, data } = totalDetail(expectOk(result).octaves) ?? photo;
      const [edge, inside] = [true, false].map((wanted) => {
        const values = data.filter((_, at) => {
          const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
          return Math.min(x, y, width - 1 - x, height - 1 - y) < 16 === wanted;
        });
        return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
      });
      return (edge as number) / (inside as number);
    };
    expect(await rate('mirror')).toBeGreaterThan(0.9);
    expect(await rate('wrap')).toBeLessThan(0.8);
  });

  test('one tile equals no tile exactly', async () => {
    const dream = async (tiles: AscentOptions['tiles']): Promise<Float32Array> =>
      mergeOctaves(expectOk((await classic({ iterations: [2], tiles }, 1)).result).octaves, {
        strength: 1,
      }).data;
    expect(await dream({ size: 128, halo: 40 })).toEqual(await dream({ size: 'off', halo: 0 }));
  });
});

test('nothing is left once the session is disposed', () => {
  session.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
