import { beforeAll, describe, expect, test } from 'vitest';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { combine, scale } from '../../../src/engine/objective/algebra.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import { randomPicture } from '../picture/pictures.ts';
import { climb, expectOk, layerTerm, octavesOf, tinyNetwork } from './run-ascent.ts';

const photo = randomPicture(40, 32, 3);
const network = tinyNetwork();
const deep: Objective = { terms: [layerTerm(network)] };
const shallow: Objective = {
  terms: [
    layerTerm(network, { layer: 'shallow', normalise: false }),
    layerTerm(network, { measure: 'mean', weight: 0.4 }),
  ],
};
const smooth: Objective = { terms: [{ kind: 'total-variation', weight: 0.2 }] };

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

/** Steps that go by the raw gradient, so that what one objective changes tells how it pulls. */
const raw: Partial<AscentOptions> = {
  iterations: [1],
  normalise: 'none',
  stepSize: [1e-3],
  gamut: 'clip',
};

async function sharesOf(objective: Objective, options: Partial<AscentOptions> = raw, octaves = 1) {
  const { result } = await climb(octavesOf(photo, octaves), objective, options);
  return expectOk(result).shares;
}

/** mean|change| that one step by an objective makes. */
async function changeBy(objective: Objective): Promise<number> {
  const { result } = await climb(octavesOf(photo), objective, raw);
  const [detail] = expectOk(result).octaves.details;
  const data = detail?.data ?? new Float32Array();
  return data.reduce((sum, value) => sum + Math.abs(value), 0) / data.length;
}

describe('what each objective moves in the last step', () => {
  test('is what it would move alone, over the sum for all', async () => {
    const alone = [scale(deep, 0.5), scale(shallow, -2), smooth];
    const changes: number[] = [];
    for (const objective of alone) changes.push(await changeBy(objective));
    const total = changes.reduce((sum, change) => sum + change, 0);
    const shares = (await sharesOf(combine(...alone))) ?? [];
    expect(shares).toHaveLength(3);
    for (const [at, share] of shares.entries()) {
      expect(share).toBeCloseTo((changes[at] ?? 0) / total, 2);
      expect(share).toBeGreaterThan(0.02);
    }
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  test('of tiles is near that of the whole', async () => {
    const both = combine(deep, shallow, smooth);
    const whole = (await sharesOf(both)) ?? [];
    const tiled = (await sharesOf(both, { ...raw, tiles: { size: 16, halo: 8 } })) ?? [];
    expect(tiled).toHaveLength(3);
    for (const [at, share] of tiled.entries()) {
      expect(Math.abs(share - (whole[at] ?? 0))).toBeLessThan(0.05);
    }
  });

  test('is 0 for weight 0, and is measured in the last octave that takes steps', async () => {
    expect(await sharesOf(combine(deep, { terms: [] }))).toEqual([1, 0]);
    const muted = combine(deep, scale(shallow, 0), { terms: [] });
    expect(await sharesOf(muted)).toEqual([1, 0, 0]);
    expect(await sharesOf(combine(deep, shallow), { iterations: [2, 0] }, 2)).toHaveLength(2);
  });

  test('is not asked of a single objective, and changes no picture', async () => {
    expect(await sharesOf(deep)).toBeUndefined();
    const { terms } = combine(deep, shallow);
    const options = { iterations: [3], jitter: 3 };
    const [measured, plain] = [combine(deep, shallow), { terms }].map(async (objective) => {
      const { result } = await climb(octavesOf(photo, 2), objective, options);
      return expectOk(result).octaves.details.map(({ data }) => data);
    });
    expect(await measured).toEqual(await plain);
  });
});
