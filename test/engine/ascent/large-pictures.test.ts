import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ascend } from '../../../src/engine/ascent/ascend.ts';
import type { AscentEvent } from '../../../src/engine/ascent/events.ts';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { meanMagnitude, type Picture } from '../../../src/engine/index.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import { compileSimdProgram } from '../../../src/engine/programs/simd/simd-program.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import {
  Interrupted,
  interruptWhen,
  listenToCheckpoints,
} from '../../../src/engine/tensors/interrupt.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { randomPicture } from '../picture/pictures.ts';
import { openWorkspace } from '../programs/simd/kernels.ts';
import { climb, expectOk, finish, layerTerm, octavesOf, plain, tinyNetwork } from './run-ascent.ts';

/** What stands for a picture of many megapixels: one in six tiles. */
const photo = randomPicture(96, 64, 3);
const objective: Objective = {
  terms: [layerTerm(tinyNetwork()), layerTerm(tinyNetwork(), { layer: 'shallow' })],
};
const tiled: Partial<AscentOptions> = {
  iterations: [2],
  jitter: 5,
  edges: 'mirror',
  calibrate: true,
  tiles: { size: 32, halo: 8 },
};

const laplacian = { kind: 'laplacian', levels: 2, gains: [1] } as const;

type TileEvent = Extract<AscentEvent, { kind: 'tile' }>;

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

describe('a picture in tiles', () => {
  test('is told of tile by tile, from the measuring to the last step', async () => {
    const { events } = await climb(octavesOf(photo), objective, tiled);
    const told = events.flatMap((event) => ('progress' in event ? [event.progress] : []));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBe(told.length);
    expect(told.at(-1)).toBe(1);
    const tiles = events.filter((event): event is TileEvent => event.kind === 'tile');
    expect([...new Set(tiles.map(({ step }) => step))]).toEqual([0, 1, 2]);
    const last = tiles.filter(({ step }) => step === 2);
    expect(last.map(({ tile }) => tile)).toEqual(last.map((_, at) => at + 1));
    expect(last.length).toBe(last[0]?.tiles);
    expect(last.length).toBeGreaterThan(5);
    // None of them is long against the whole.
    const leaps = told.map((progress, at) => progress - (told[at - 1] ?? 0));
    expect(Math.max(...leaps)).toBeLessThan(0.1);
  });

  test.each(['mirror', 'wrap'] as const)('shows each tile as it is done: %s', async (edges) => {
    const session = createSession();
    const options = { ...plain, ...tiled, iterations: [1], stepSize: [0.05], edges };
    const run = ascend(session, octavesOf(photo), objective, options);
    const looks: Picture[] = [];
    let end: Picture | undefined;
    for (let next = await run.next(); !next.done; next = await run.next()) {
      const event = next.value;
      if (event.kind === 'tile' && event.preview) {
        const look = await event.preview();
        looks.push({ ...look, data: look.data.slice() });
      }
      if (event.kind === 'step') end = await event.preview();
    }
    session.dispose();
    const changes = looks.map((look) => changeFrom(photo, look));
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
    expect(changes[0]).toBeGreaterThan(0);
    // At the end the whole picture has moved by about a step, and where the step itself moves it.
    expect(changes.at(-1)).toBeGreaterThan(0.03);
    const last = looks.at(-1) as Picture;
    expect(changeFrom(end as Picture, last)).toBeLessThan(0.7 * changeFrom(photo, end as Picture));
  });

  test('makes pictures of work at hand smaller before they are read', async () => {
    const { events } = await climb(octavesOf(photo), objective, { iterations: [1] });
    const [first] = events;
    if (first?.kind !== 'octave') throw new Error('An ascent begins with an octave.');
    expect(await first.preview(30)).toMatchObject({ width: 32, height: 21 });
    expect(await first.preview(96)).toBe(photo);
    const session = createSession();
    const run = ascend(session, octavesOf(photo), objective, plain);
    for (let next = await run.next(); !next.done; next = await run.next()) {
      if (next.value.kind !== 'step') continue;
      const [small, whole] = [await next.value.preview(30), await next.value.preview()];
      expect(small).toMatchObject({ width: 32, height: 21 });
      expect(whole).toMatchObject({ width: 96, height: 64 });
      expect(small.data[0]).toBeCloseTo(meanOfCorner(whole, 3));
    }
    session.dispose();
  });

  test('leaves no tensors behind, wherever it is left or stopped', async () => {
    const session = createSession();
    const options = { ...plain, ...tiled };
    const walk = async (most: number, signal?: AbortSignal, stop?: () => void) => {
      const run = ascend(session, octavesOf(photo), objective, options, signal);
      let count = 0;
      for await (const _ of run) {
        if (++count === most) stop?.();
        if (count === most && !stop) break;
      }
      return count;
    };
    const all = await walk(Number.POSITIVE_INFINITY);
    const before = tf.memory().numTensors;
    for (let most = 1; most < all; most += 10) {
      await walk(most);
      const stop = new AbortController();
      expect(await walk(most, stop.signal, () => stop.abort())).toBeLessThanOrEqual(most + 2);
      expect(tf.memory().numTensors).toBe(before);
    }
    session.dispose();
  });
});

test('comes past checkpoints on the way to every tile and every step', async () => {
  let passed = 0;
  listenToCheckpoints(() => passed++);
  const session = createSession();
  const options = { ...plain, ...tiled, smoothing: laplacian };
  for await (const { kind } of ascend(session, octavesOf(photo), objective, options)) {
    if (kind === 'tile' || kind === 'step') expect(passed, kind).toBeGreaterThan(0);
    passed = 0;
  }
  listenToCheckpoints(null);
  session.dispose();
});

test('can be interrupted in the middle of its work, which then counts as stopped', async () => {
  const parts = { ...objective, parts: [1, 1] };
  const options = { ...plain, ...tiled, smoothing: laplacian };
  const session = createSession();
  const interrupted = async (after: number) => {
    let asked = 0;
    interruptWhen(() => ++asked > after);
    const { result } = await finish(ascend(session, octavesOf(photo), parts, options));
    interruptWhen(null);
    return { asked, ...expectOk(result) };
  };
  const { asked, end } = await interrupted(Number.POSITIVE_INFINITY);
  expect(end).toBe('done');
  expect(asked).toBeGreaterThan(40);
  const before = tf.memory().numTensors;
  for (let after = 0; after < asked; after += 9) {
    expect((await interrupted(after)).end).toBe('stopped');
    expect(tf.memory().numTensors).toBe(before);
  }
  session.dispose();
});

test('a long pass has places to be interrupted at, and gives the same in parts', async () => {
  const workspace = await openWorkspace();
  const side = { width: 520, height: 500 };
  const image = toTensor(randomPicture(side.width, side.height, 5));
  const program = expectOk(compileSimdProgram(tinyNetwork(), ['deep'], workspace));
  const gradient = () =>
    program.gradient(image, (activations) => {
      const [[layer, activation]] = [...activations] as [[string, tf.Tensor4D]];
      return new Map([[layer, tf.clone(activation)]]);
    });
  let asked = 0;
  interruptWhen(() => ++asked < 0);
  const whole = gradient().dataSync();
  expect(asked).toBeGreaterThan(3);
  for (let after = 1; after < asked; after++) {
    let count = 0;
    interruptWhen(() => ++count > after);
    expect(gradient).toThrow(Interrupted);
  }
  interruptWhen(null);
  expect(gradient().dataSync()).toEqual(whole);
  program.dispose();
  image.dispose();
  workspace.close();
});

function changeFrom(a: Picture, b: Picture): number {
  const data = a.data.map((value, at) => value - (b.data[at] ?? 0));
  return meanMagnitude({ ...a, data });
}

/** Of the red of the first pixels, `side` each way. */
function meanOfCorner({ width, data }: Picture, side: number): number {
  let sum = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) sum += data[(y * width + x) * 3] ?? 0;
  }
  return sum / side ** 2;
}
