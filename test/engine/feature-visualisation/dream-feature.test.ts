import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergeOctaves } from '../../../src/engine/ascent/merge.ts';
import {
  channelStrengths,
  layerActivations,
} from '../../../src/engine/feature-visualisation/activations.ts';
import { dreamFeature } from '../../../src/engine/feature-visualisation/dream-feature.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { whiteNoise } from '../../../src/engine/picture/noise.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { expectProblem, expectValue } from '../../nodes/recording-context.ts';
import { network, use } from '../terms/prepare-terms.ts';

const session = createSession();
const size = { width: 24, height: 24 };

beforeAll(() => use('wasm'));
afterAll(() => session.dispose());

function dream(of: Network, layer: string, channel: number, seed = 1) {
  const ascent = dreamFeature(
    session,
    {
      terms: [
        {
          kind: 'layer',
          network: of,
          layer,
          weight: 1,
          normalise: true,
          measure: 'mean',
          channels: [channel],
        },
      ],
    },
    { size, iterations: 40, stepSize: 0.03, coarseness: 1, seed },
  );
  return drain(ascent);
}

async function drain(ascent: ReturnType<typeof dreamFeature>) {
  const warnings: string[] = [];
  for (;;) {
    const { done, value } = await ascent.next();
    if (done) return { result: value, warnings };
    if (value.kind === 'warning') warnings.push(value.problem.code);
  }
}

async function strengthOf(of: Network, layer: string, channel: number, picture: Picture) {
  return (
    channelStrengths(await expectValue(layerActivations(session, of, layer, picture)))[channel] ?? 0
  );
}

test('a channel responds to its own picture more than to the noise it came from', async () => {
  const { octaves } = await expectValue((await dream(network, 'first', 1)).result);
  const picture = mergeOctaves(octaves, { strength: 1 });
  const noise = whiteNoise(size, { seed: 1, mean: [0.5, 0.5, 0.5], amplitude: 0.02 });
  expect(await strengthOf(network, 'first', 1, picture)).toBeGreaterThan(
    1.4 * (await strengthOf(network, 'first', 1, noise)),
  );
});

test('the same seed gives the same picture, another one another', async () => {
  const pictureOf = async (seed: number) =>
    mergeOctaves((await expectValue((await dream(network, 'first', 1, seed)).result)).octaves, {
      strength: 1,
    }).data;
  const first = await pictureOf(1);
  expect(await pictureOf(1)).toEqual(first);
  expect(await pictureOf(2)).not.toEqual(first);
});

/** The first layer with a bias that keeps it silent on faint noise around grey. */
function sleepy(bias: number): Network {
  return {
    ...network,
    hash: `sleepy ${bias}`,
    ir: network.ir.map((node) =>
      node.op === 'conv' && node.name === 'first'
        ? {
            ...node,
            // Contrast only: what all inputs share cancels, so grey of any brightness is silence.
            filter: { shape: [3, 3, 3, 4], load: () => contrastFilter },
            bias: { shape: [4], load: () => Float32Array.of(bias, bias, bias, bias) },
          }
        : node,
    ),
  };
}
const contrastFilter = Float32Array.from({ length: 108 }, (_, at) => (at % 8 < 4 ? 1 : -1));

test('wakes a channel that sleeps on faint noise, without a warning', async () => {
  const faint = whiteNoise(size, { seed: 1, mean: [0.5, 0.5, 0.5], amplitude: 0.02 });
  expect(await strengthOf(sleepy(-1.2), 'first', 0, faint)).toBe(0);
  const { result, warnings } = await dream(sleepy(-1.2), 'first', 0);
  expect(result.ok).toBe(true);
  expect(warnings).toEqual([]);
});

test('says so when no noise wakes it', async () => {
  await expectProblem((await dream(sleepy(-100), 'first', 0)).result, 'gradient-vanished');
});

test('looking says which size a layer needs, and which layers there are', async () => {
  const tiny = whiteNoise({ width: 2, height: 2 }, { seed: 1, mean: [0, 0, 0], amplitude: 0 });
  await expectProblem(layerActivations(session, network, 'second', tiny), 'layer-too-deep');
  await expectProblem(layerActivations(session, network, 'third', tiny), 'unknown-layer');
});
