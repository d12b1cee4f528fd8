import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../../src/common/result.ts';
import { ascend } from '../../../src/engine/ascent/ascend.ts';
import { mergeOctaves } from '../../../src/engine/ascent/merge.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Objective } from '../../../src/engine/objective/objective.ts';
import type { Session } from '../../../src/engine/session/session.ts';
import { createSession } from '../../../src/engine/session/session.ts';
import { constantPicture, expectClose, randomPicture } from '../picture/pictures.ts';
import {
  climb,
  expectOk,
  finish,
  layerTerm,
  octavesOf,
  plain,
  stepsOf,
  tinyNetwork,
} from './run-ascent.ts';

const photo = randomPicture(48, 40, 1);
const deep: Objective = { terms: [layerTerm(tinyNetwork())] };
let before = 0;

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

beforeEach(() => {
  before = tf.memory().numTensors;
});

/** Holds for every test here, also those that stop, fail or throw an ascent away. */
afterEach(() => {
  expect(tf.memory().numTensors).toBe(before);
});

describe('an ascent', () => {
  test('tells its octaves, steps and progress, and raises the objective in each octave', async () => {
    const { events, result } = await climb(octavesOf(photo, 3), deep, { iterations: [4, 2] });
    expect(result).toMatchObject({ ok: true, value: { end: 'done' } });
    const octaves = events.filter((event) => event.kind === 'octave');
    expect(octaves.map(({ octave, iterations, width }) => [octave, iterations, width])).toEqual([
      [0, 4, 24],
      [1, 2, 34],
      [2, 2, 48],
    ]);
    const steps = stepsOf(events);
    expect(steps.map(({ octave, step }) => [octave, step])).toEqual([
      ...[0, 1, 2, 3].map((step) => [0, step]),
      ...[0, 1].map((step) => [1, step]),
      ...[0, 1].map((step) => [2, step]),
    ]);
    for (const [at, { objective, octave, progress }] of steps.entries()) {
      const last = steps[at - 1];
      expect(progress).toBeGreaterThan(last?.progress ?? 0);
      if (last?.octave === octave) expect(objective).toBeGreaterThan(last.objective);
    }
    expect(steps.at(-1)?.progress).toBeCloseTo(1, 9);
  });

  test('says each term, and their sum with weight and sign', async () => {
    const terms: Objective['terms'] = [
      layerTerm(tinyNetwork(), { weight: 2 }),
      { kind: 'total-variation', weight: 0.5 },
    ];
    const { events } = await climb(octavesOf(photo), { terms }, { iterations: [1] });
    const [step] = stepsOf(events);
    const [layer = 0, variation = 0] = step?.terms ?? [];
    expect(layer).toBeGreaterThan(0);
    expect(variation).toBeGreaterThan(0);
    expect(step?.objective).toBeCloseTo(2 * layer - 0.5 * variation, 2);
  });

  test('weighs terms by octave, the last factor at all octaves after it', async () => {
    const both = (more: object): Objective => ({
      terms: [
        layerTerm(tinyNetwork(), { layer: 'shallow', ...more }),
        layerTerm(tinyNetwork(), { weight: 2 }),
      ],
    });
    const details = async (objective: Objective) =>
      expectOk((await climb(octavesOf(photo, 3), objective)).result).octaves.details;
    const fading = both({ byOctave: [1, 0] });
    const [small, middle] = await details(fading);
    const [sameSmall, otherMiddle] = await details(both({}));
    expect(small).toEqual(sameSmall);
    expect(middle).not.toEqual(otherMiddle);
    const { events } = await climb(octavesOf(photo, 3), fading);
    for (const { octave, objective, terms } of stepsOf(events)) {
      const [shallow = 0, deepest = 0] = terms;
      expect(objective).toBeCloseTo((octave === 0 ? shallow : 0) + 2 * deepest, 4);
    }
    const never = await details(both({ byOctave: [0] }));
    expect(never).toEqual(await details({ terms: [layerTerm(tinyNetwork(), { weight: 2 })] }));
  });

  test('moves the picture by the step on average, less with decay', async () => {
    const grey = constantPicture(32, 32, [0.5, 0.4, 0.5]);
    const change = async (decay: number): Promise<number> => {
      const { result } = await climb(octavesOf(grey), deep, { iterations: [4], decay });
      const { data } = expectOk(result).octaves.details[0] ?? grey;
      return data.reduce((sum, value) => sum + Math.abs(value), 0) / data.length;
    };
    const steady = await change(0);
    const decayed = await change(3);
    expect(steady).toBeGreaterThan(0.03);
    expect(steady).toBeLessThanOrEqual(0.0401);
    // 1 + 1/2 + 1/sqrt(7) + 1/sqrt(10) steps instead of 4.
    expect(decayed / steady).toBeCloseTo((1 + 1 / 2 + 1 / Math.sqrt(7) + 1 / Math.sqrt(10)) / 4, 1);
  });

  test('gives the same bytes for the same seed, others for another', async () => {
    const dream = async (seed: number): Promise<Float32Array> => {
      const { result } = await climb(octavesOf(photo, 2), deep, { jitter: 8, seed });
      return mergeOctaves(expectOk(result).octaves, { strength: 1 }).data;
    };
    const first = await dream(5);
    expect(await dream(5)).toEqual(first);
    expect(await dream(6)).not.toEqual(first);
  });

  test('with no steps gives the photo bit for bit, and needs no objective', async () => {
    const octaves = octavesOf(photo, 4);
    for (const carry of ['detail', 'picture'] as const) {
      const { events, result } = await climb(octaves, { terms: [] }, { iterations: [0], carry });
      expect(mergeOctaves(expectOk(result).octaves, { strength: 1 }).data).toEqual(photo.data);
      expect(events.map(({ kind }) => kind)).toEqual(new Array(4).fill('octave'));
    }
  });

  test('leaves octaves without steps alone', async () => {
    const { result } = await climb(octavesOf(photo, 3), deep, { iterations: [0, 2, 0] });
    const sizes = expectOk(result).octaves.details.map(({ data }) =>
      data.reduce((sum, value) => sum + Math.abs(value), 0),
    );
    expect(sizes[0]).toBe(0);
    expect(sizes[1]).toBeGreaterThan(0);
    expect(sizes[2]).toBe(0);
  });

  test('a second ascent goes on from the first', async () => {
    const start = octavesOf(photo, 2);
    const first = expectOk((await climb(start, deep, { iterations: [3] })).result).octaves;
    const none = expectOk((await climb(first, deep, { iterations: [0] })).result).octaves;
    expect(none).toEqual(first);
    const second = await climb(first, deep, { iterations: [1] });
    const fresh = await climb(start, deep, { iterations: [1] });
    const atStart = (run: typeof second): number => stepsOf(run.events)[0]?.objective ?? 0;
    expect(atStart(second)).toBeGreaterThan(atStart(fresh));
    const strength = (octaves: typeof first): number =>
      mergeOctaves(octaves, { strength: 1 }).data.reduce(
        (sum, value, at) => sum + Math.abs(value - (photo.data[at] as number)),
        0,
      );
    expect(strength(expectOk(second.result).octaves)).toBeGreaterThan(strength(first));
  });

  test('previews show the picture at that step, and the end afterwards', async () => {
    const session = createSession();
    const run = ascend(session, octavesOf(photo), deep, { ...plain, iterations: [2] });
    await run.next();
    const second = await run.next();
    if (second.done || second.value.kind !== 'step') throw new Error('A step follows its octave.');
    const event = second.value;
    const seen = await event.preview();
    expect(seen).toMatchObject({ width: 48, height: 40 });
    expect(seen.data).not.toEqual(photo.data);
    const { result } = await finish(run);
    const end = mergeOctaves(expectOk(result).octaves, { strength: 1 });
    const late = await event.preview();
    expectClose(late.data, end.data, 1e-6);
    session.dispose();
  });
});

describe('stopping', () => {
  test('a signal ends the ascent within one step, with what was dreamt so far', async () => {
    const session = createSession();
    const stop = new AbortController();
    const run = ascend(
      session,
      octavesOf(photo, 3),
      deep,
      { ...plain, iterations: [9] },
      stop.signal,
    );
    let steps = 0;
    for (;;) {
      const { done, value } = await run.next();
      if (done) {
        const { end, octaves } = expectOk(value);
        expect(end).toBe('stopped');
        expect(octaves.details.map(({ width }) => width)).toEqual(
          octaves.sizes.map(({ width }) => width),
        );
        expect(mergeOctaves(octaves, { strength: 1 }).data).not.toEqual(photo.data);
        break;
      }
      if (value.kind === 'step') steps++;
      if (steps === 4) stop.abort();
    }
    expect(steps).toBe(4);
    session.dispose();
  });

  test('a message from outside gets in between two steps', async () => {
    const session = createSession();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const run = ascend(
      session,
      octavesOf(photo),
      deep,
      { ...plain, iterations: [1e6] },
      stop.signal,
    );
    const { result } = await finish(run);
    expect(expectOk(result).end).toBe('stopped');
    session.dispose();
  });

  test('before the first step the photo comes back', async () => {
    const session = createSession();
    const octaves = octavesOf(photo);
    const run = ascend(session, octaves, deep, plain, AbortSignal.abort());
    expect((await finish(run)).result).toEqual({ ok: true, value: { end: 'stopped', octaves } });
    session.dispose();
  });

  test.each([1, 2, 4])(
    'whoever leaves after %i events leaves no tensors behind',
    async (events) => {
      const session = createSession();
      let seen = 0;
      for await (const _ of ascend(session, octavesOf(photo, 2), deep, {
        ...plain,
        optimiser: { kind: 'adam', beta1: 0.9, beta2: 0.99 },
        average: 0.5,
        anchor: 0.1,
        mask: { width: 1, height: 1, data: Float32Array.of(1) },
      })) {
        if (++seen === events) break;
      }
      session.dispose();
    },
  );
});

/** Its programs give NaN from the given gradient on. */
function breaking(session: Session, from: number): Session {
  let gradients = 0;
  return {
    ...session,
    program(network, layers) {
      const program = expectOk(session.program(network, layers));
      return ok({
        ...program,
        gradient(image, evaluateLayers) {
          const gradient = program.gradient(image, evaluateLayers);
          if (++gradients < from) return gradient;
          const broken = tf.fill(gradient.shape, Number.NaN) as tf.Tensor4D;
          gradient.dispose();
          return broken;
        },
      });
    },
  };
}

describe('trouble', () => {
  test('an empty objective is refused', async () => {
    const { result } = await climb(octavesOf(photo), { terms: [] });
    expect(result).toMatchObject({ ok: false, problem: { code: 'empty-objective' } });
  });

  test('an unknown layer and a bad channel are refused by name', async () => {
    const unknown = { terms: [layerTerm(tinyNetwork(), { layer: 'depe' })] };
    expect((await climb(octavesOf(photo), unknown)).result).toMatchObject({
      ok: false,
      problem: { code: 'unknown-layer', message: expect.stringContaining('deep') },
    });
    const channel = { terms: [layerTerm(tinyNetwork(), { channels: [99] })] };
    expect((await climb(octavesOf(photo), channel)).result).toMatchObject({
      ok: false,
      problem: { code: 'unknown-channel' },
    });
  });

  test('a gradient that vanishes everywhere is a problem', async () => {
    const flat = { terms: [layerTerm(tinyNetwork(0))] };
    const { events, result } = await climb(octavesOf(photo, 2), flat);
    expect(result).toMatchObject({ ok: false, problem: { code: 'gradient-vanished' } });
    expect(events.filter(({ kind }) => kind === 'warning')).toHaveLength(2);
  });

  test('weights that overflow are a problem', async () => {
    const huge = { terms: [layerTerm(tinyNetwork(1e25), { measure: 'mean-cube' })] };
    const { result } = await climb(octavesOf(photo), huge);
    expect(result).toMatchObject({ ok: false, problem: { code: 'gradient-not-finite' } });
  });

  test('the last good picture is kept when the gradient fails later', async () => {
    const session = breaking(createSession(), 3);
    const octaves = octavesOf(photo, 2);
    const { events, result } = await finish(
      ascend(session, octaves, deep, { ...plain, iterations: [5] }),
    );
    expect(stepsOf(events).map(({ octave }) => octave)).toEqual([0, 0]);
    const kept = mergeOctaves(expectOk(result).octaves, { strength: 1 });
    expect(kept.data.every(Number.isFinite)).toBe(true);
    expect(kept.data).not.toEqual(photo.data);
    expect(events).toContainEqual({
      kind: 'warning',
      problem: expect.objectContaining({ code: 'gradient-not-finite' }),
    });
    session.dispose();
  });

  test('a term without a gradient is named, and the others go on', async () => {
    const terms = [layerTerm(tinyNetwork()), layerTerm(tinyNetwork(0))];
    const { events, result } = await climb(octavesOf(photo), { terms });
    expect(expectOk(result).end).toBe('done');
    expect(events).toContainEqual({
      kind: 'warning',
      problem: expect.objectContaining({ code: 'term-silent' }),
    });
  });
});
