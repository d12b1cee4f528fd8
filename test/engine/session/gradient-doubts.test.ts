import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import type { LayerTerm, Objective } from '../../../src/engine/objective/objective.ts';
import { doubtsOf } from '../../../src/engine/session/gradient-doubts.ts';
import { checksInMemory } from '../../../src/engine/session/kept-checks.ts';
import { createSession, type Session } from '../../../src/engine/session/session.ts';
import { chain } from '../network/small-ir.ts';

/** A network that nobody knows is checked when it is first climbed, as deep as it is climbed, once. */
const network: Network = {
  ...{ name: 'Chain', hash: 'chain', range: { scale: 2, offset: -1 } },
  ir: chain(5, 2),
};

beforeAll(async () => void (await useBackend('wasm')));

/** A session that counts passes backward, and doubles the gradient of some layers. */
function watched(spoilt: readonly string[] = []) {
  const inner = createSession(checksInMemory());
  const counted = { gradients: 0 };
  const session: Session = {
    ...inner,
    program: (of, layers) => {
      const made = inner.program(of, layers);
      if (!made.ok) return made;
      const { gradient } = made.value;
      const watching: typeof gradient = (image, evaluate) => {
        counted.gradients += 1;
        const right = gradient(image, evaluate);
        return layers.some((layer) => spoilt.includes(layer)) ? tf.mul(right, 2) : right;
      };
      return { ok: true, value: { ...made.value, gradient: watching } };
    },
  };
  return { session, counted };
}

function climbing(...layers: readonly string[]): Objective {
  return climbingIn(network, ...layers);
}

function climbingIn(of: Network, ...layers: readonly string[]): Objective {
  const term = {
    kind: 'layer',
    network: of,
    weight: 1,
    normalise: false,
    measure: 'mean',
  } as const;
  return { terms: layers.map((layer): LayerTerm => ({ ...term, layer })) };
}

test('a right gradient raises no doubt, and is not checked again up to that layer', async () => {
  const { session, counted } = watched();
  expect(await doubtsOf(session, climbing('relu1', 'relu3'), undefined)).toEqual([]);
  expect(counted.gradients).toBe(1);
  await doubtsOf(session, climbing('relu2'), undefined);
  await doubtsOf(session, climbing('relu3'), undefined);
  expect(counted.gradients).toBe(1);
  await doubtsOf(session, climbing('relu4'), undefined);
  expect(counted.gradients).toBe(2);
  const kept = await session.checks?.get('chain');
  expect(kept?.layers.map(({ layer }) => layer)).toEqual(['relu3', 'relu4']);
  expect(kept?.wrong).toBeUndefined();
});

test('a wrong one is told of by network and layer each time, and layers before it are not', async () => {
  const { session, counted } = watched(['relu4', 'relu5']);
  for (const turn of [1, 2]) {
    const doubts = await doubtsOf(session, climbing('relu4'), undefined);
    expect(doubts, `${turn}`).toMatchObject([{ code: 'gradient-wrong' }]);
    expect(doubts[0]?.message).toContain('Chain at relu4');
  }
  const after = counted.gradients;
  expect(await doubtsOf(session, climbing('relu5'), undefined)).toHaveLength(1);
  expect(await doubtsOf(session, climbing('relu2'), undefined)).toEqual([]);
  // Layers before a wrong one are not known to be right.
  expect(counted.gradients).toBe(after + 1);
});

test('what comes with the app is not checked, nor anything in a session that keeps no checks', async () => {
  const { session, counted } = watched();
  const proven = climbingIn({ ...network, proven: true }, 'relu3');
  expect(await doubtsOf(session, proven, undefined)).toEqual([]);
  expect(counted.gradients).toBe(0);
  expect(await doubtsOf(createSession(), climbing('relu3'), undefined)).toEqual([]);
});

test('one that is stopped says nothing, and is made another time', async () => {
  const { session } = watched(['relu4']);
  const stop = new AbortController();
  stop.abort();
  expect(await doubtsOf(session, climbing('relu4'), stop.signal)).toEqual([]);
  expect(await session.checks?.get('chain')).toBeUndefined();
  expect(await doubtsOf(session, climbing('relu4'), undefined)).toHaveLength(1);
});
