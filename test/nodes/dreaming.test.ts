import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AscentEvent,
  classicAscent,
  createSession,
  type Mask,
  meanMagnitude,
  type Network,
  type Objective,
  type Octaves,
  type Picture,
  useBackend,
} from '../../src/engine/index.ts';
import { constantWeights } from '../../src/engine/network/weights.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { ascentOptions } from '../../src/nodes/gradient-ascent/run.ts';
import { runs } from '../../src/nodes/runs.ts';
import { constantPicture, expectClose, randomPicture } from '../engine/picture/pictures.ts';
import { network } from '../engine/terms/prepare-terms.ts';
import { expectProblem, expectValue, paramsOf, recordingContext } from './recording-context.ts';

/** Octave Split, Gradient Ascent and Octave Merge with a tiny network, on the wasm backend. */
const photo = randomPicture(40, 32, 1);
const session = createSession();

beforeAll(async () => {
  expect(await useBackend('wasm')).toMatchObject({ ok: true });
});
afterAll(() => session.dispose());

const objective: Objective = {
  terms: [
    { kind: 'layer', measure: 'mean-square', network, layer: 'second', weight: 1, normalise: true },
  ],
};

const split = (): Promise<Octaves> => splitOf(photo);

async function splitOf(image: Picture): Promise<Octaves> {
  const params = paramsOf(catalog['octave-split'], { count: 3, smallestSide: 12 });
  const { context } = recordingContext();
  return (await expectValue(runs['octave-split']({ image }, params, context))).octaves;
}

/** Answers to pixels brighter than a threshold only: max(0, red - threshold). */
function thresholdObjective(threshold: number): Objective {
  const network: Network = {
    name: 'Threshold',
    hash: `threshold ${threshold}`,
    range: { scale: 1, offset: 0 },
    ir: [
      { name: 'input', inputs: [], op: 'input', channels: 3 },
      {
        name: 'bright',
        inputs: ['input'],
        op: 'conv',
        filter: constantWeights([1, 1, 3, 1], Float32Array.of(1, 0, 0)),
        bias: constantWeights([1], Float32Array.of(-threshold)),
        strides: [1, 1],
        dilation: [1, 1],
        padding: 'same',
        activation: { kind: 'relu' },
      },
    ],
  };
  const term = { kind: 'layer', measure: 'mean', layer: 'bright', weight: 1 } as const;
  return { terms: [{ ...term, network, normalise: true }] };
}

function tagged(image: Picture | Octaves) {
  return 'photo' in image
    ? ({ kind: 'octaves', value: image } as const)
    : ({ kind: 'image', value: image } as const);
}

function ascend(
  image: typeof photo | Octaves,
  changes: object = {},
  { mask, signal }: { mask?: Mask; signal?: AbortSignal } = {},
) {
  const { context, recorded } = recordingContext({ session, ...(signal && { signal }) });
  const params = paramsOf(catalog['gradient-ascent'], { iterations: 3, jitter: 4, ...changes });
  const inputs = { image: tagged(image), objective, mask };
  return { recorded, result: runs['gradient-ascent'](inputs, params, context) };
}

async function merge(octaves: Octaves, changes: object) {
  const params = paramsOf(catalog['octave-merge'], changes);
  return (await expectValue(runs['octave-merge']({ octaves }, params, recordingContext().context)))
    .image;
}

describe('Octave Split', () => {
  test('gives the sizes from small to large, the photo last', async () => {
    const { sizes, photo: kept } = await split();
    expect(kept).toBe(photo);
    expect(sizes).toEqual([
      { width: 20, height: 16 },
      { width: 29, height: 23 },
      { width: 40, height: 32 },
    ]);
  });
});

describe('Octave Split of a small picture', () => {
  const warned = async (changes: object) => {
    const { context, recorded } = recordingContext();
    const params = paramsOf(catalog['octave-split'], changes);
    await expectValue(runs['octave-split']({ image: photo }, params, context));
    return recorded.warnings;
  };

  test('says how many of the octaves fit, why, and what to do', async () => {
    expect(await warned({ count: 8, smallestSide: 12 })).toEqual([
      {
        code: 'octaves-left-out',
        message:
          'Only 4 of 8 octaves fit into 40 x 32 pixels: a side of the next would be below 12 px. For more, use a larger picture, a smaller octave scale or a smaller smallest side.',
      },
    ]);
  });

  test('says nothing when all fit', async () => {
    expect(await warned({ count: 3, smallestSide: 12 })).toEqual([]);
  });
});

describe('a channel that does not respond', () => {
  const silent = constantPicture(40, 32, [0.5, 0.5, 0.5]);
  const onDead = thresholdObjective(0.9);

  test('is told once, with the octaves that were left as they were', async () => {
    // Half of it is too dark to answer, but shrunk the bright spot is gone.
    const spot = { ...silent, data: silent.data.slice().fill(1, 3 * 620, 3 * 621) };
    const { context, recorded } = recordingContext({ session });
    const params = paramsOf(catalog['gradient-ascent'], { iterations: 2, jitter: 0 });
    const octaves = await splitOf(spot);
    const inputs = { image: tagged(octaves), objective: onDead, mask: undefined };
    await expectValue(runs['gradient-ascent'](inputs, params, context));
    expect(recorded.warnings).toEqual([
      {
        code: 'gradient-vanished',
        message:
          'The gradient vanished in 2 of 3 octaves (20 x 16, 29 x 23): nothing there moves the objective, so these are left as they were.',
        remedy: 'Choose another layer or channel, a larger mask, or another start picture.',
      },
    ]);
  });

  test('is told again by a picture that is made from kept work', async () => {
    const spot = { ...silent, data: silent.data.slice().fill(1, 3 * 620, 3 * 621) };
    const kept = new Map<string, unknown>();
    const run = async (strength: number) => {
      const { context, recorded } = recordingContext({ session });
      const memoise = async (work: () => Promise<unknown>) => {
        if (!kept.has('work')) kept.set('work', await work());
        return kept.get('work');
      };
      const params = paramsOf(catalog['gradient-ascent'], { iterations: 2, jitter: 0, strength });
      const inputs = { image: tagged(await splitOf(spot)), objective: onDead, mask: undefined };
      await expectValue(
        runs['gradient-ascent'](inputs, params, { ...context, memoise: memoise as never }),
      );
      return recorded.warnings;
    };
    const first = await run(1);
    expect(first).toHaveLength(1);
    expect(await run(0.5)).toEqual(first);
  });
});

describe('Gradient Ascent', () => {
  test('dreams at every octave and tells of it', async () => {
    const { recorded, result } = ascend(await split());
    const { image, octaves } = await expectValue(result);
    expect(octaves.details.map(({ width }) => width)).toEqual([20, 29, 40]);
    expect(image.data).not.toEqual(photo.data);
    expect(recorded.events.filter(({ kind }) => kind === 'octave')).toHaveLength(3);
    expect(recorded.events.filter(({ kind }) => kind === 'step')).toHaveLength(9);
    // One of the photo before the first step, and one of each step.
    expect(recorded.previews).toHaveLength(10);
    expect(recorded.progress).toEqual([...recorded.progress].sort((a, b) => a - b));
    expect(recorded.progress.at(-1)).toBe(1);
  });

  test('ended by the person gives the octaves as they are, and says where it was', async () => {
    const stop = new AbortController();
    const kept = { session, signal: stop.signal, kept: true };
    const { context, recorded } = recordingContext(kept);
    const params = paramsOf(catalog['gradient-ascent'], { iterations: 3, jitter: 4 });
    const onAscent = (event: AscentEvent) => {
      if (event.kind === 'step' && event.octave === 1 && event.step === 1) stop.abort();
    };
    const inputs = { image: tagged(await split()), objective, mask: undefined };
    const run = runs['gradient-ascent'](inputs, params, { ...context, onAscent });
    const { octaves } = await expectValue(run);
    expect(recorded.cuts).toEqual([{ octave: 2, octaves: 3, step: 2 }]);
    const whole = (await expectValue(ascend(await split()).result)).octaves;
    expect(octaves.details[0]).toEqual(whole.details[0]);
    expect(meanMagnitude(octaves.details[1] as Picture)).toBeGreaterThan(0);
    expect(octaves.details[1]).not.toEqual(whole.details[1]);
    expect(meanMagnitude(octaves.details[2] as Picture)).toBe(0);
  });

  test('says at each moment which octave and which step is at work', async () => {
    const { context } = recordingContext({ session });
    const said: unknown[] = [];
    const progress = (_: number, detail?: object) => said.push(JSON.stringify(detail));
    const params = paramsOf(catalog['gradient-ascent'], { iterations: 2, jitter: 4 });
    const inputs = { image: tagged(await split()), objective, mask: undefined };
    await expectValue(runs['gradient-ascent'](inputs, params, { ...context, progress }));
    const expected = [1, 2, 3].flatMap((octave) =>
      [1, 2].map((step) => JSON.stringify({ octave, octaves: 3, step, steps: 2 })),
    );
    expect([...new Set(said)]).toEqual(expected);
  });

  test('goes on from the last octave of a run that was stopped, and warns of the same', async () => {
    const spot = { ...photo, data: photo.data.map((value, at) => (at === 1860 ? 1 : value / 3)) };
    const params = paramsOf(catalog['gradient-ascent'], { iterations: 3, jitter: 4 });
    const onSpot = thresholdObjective(0.5);
    const image = tagged(await splitOf(spot));
    const run = async (unfinished?: unknown, stopAt?: number) => {
      const stop = new AbortController();
      const { context, recorded } = recordingContext({ session, signal: stop.signal, unfinished });
      const onAscent = (event: AscentEvent) => {
        recorded.events.push(event);
        if (event.kind === 'octave' && event.octave === stopAt) stop.abort();
      };
      const inputs = { image, objective: onSpot, mask: undefined };
      const result = runs['gradient-ascent'](inputs, params, { ...context, onAscent });
      return { recorded, result };
    };
    const whole = await run();
    const stopped = await run(undefined, 2);
    await expectProblem(stopped.result, 'cancelled');
    const rest = await run(structuredClone(stopped.recorded.unfinished.at(-1)));
    const { image: expected } = await expectValue(whole.result);
    expect((await expectValue(rest.result)).image).toEqual(expected);
    expect(rest.recorded.warnings).toEqual(whole.recorded.warnings);
    expect(whole.recorded.warnings).not.toEqual([]);
    const octavesSeen = rest.recorded.events.filter(({ kind }) => kind === 'octave');
    expect(octavesSeen).toMatchObject([{ octave: 2 }]);
  });

  test('ended before its first step gives what it was given', async () => {
    const { context, recorded } = recordingContext({
      ...{ session, kept: true },
      signal: AbortSignal.abort(),
    });
    const params = paramsOf(catalog['gradient-ascent'], { iterations: 3 });
    const inputs = { image: tagged(photo), objective, mask: undefined };
    const { image } = await expectValue(runs['gradient-ascent'](inputs, params, context));
    expect(image.data).toEqual(photo.data);
    expect(recorded.cuts).toEqual([{ octave: 1, octaves: 1, step: 0 }]);
  });

  test('gives the picture that Octave Merge makes at full strength', async () => {
    const { image, octaves } = await expectValue(ascend(await split()).result);
    expect(await merge(octaves, {})).toEqual(image);
    expect(await merge(octaves, { strength: 0 })).toEqual(photo);
    expect((await merge(octaves, { weights: [0] })).data).toEqual(photo.data);
  });

  test('gives large forms at a form size above 0, fine ones below', async () => {
    const changeAt = async (form: number): Promise<readonly number[]> => {
      const { octaves } = await expectValue(ascend(await split(), { form }).result);
      return octaves.details.map(meanMagnitude);
    };
    const [small = 0, , large = 0] = await changeAt(0);
    const [smallForms = 0, , largeOfForms = 0] = await changeAt(1);
    const [smallFine = 0, , largeFine = 0] = await changeAt(-1);
    expect(smallForms).toBeGreaterThan(1.7 * small);
    expect(largeOfForms).toBeLessThan(0.8 * large);
    expect(smallFine).toBeLessThan(0.6 * small);
    expect(largeFine).toBeGreaterThan(1.3 * large);
  });

  test('takes a plain image as one octave, and goes on from octaves', async () => {
    const first = await expectValue(ascend(photo).result);
    expect(first.octaves.sizes).toEqual([{ width: 40, height: 32 }]);
    const second = await expectValue(ascend(first.octaves).result);
    const change = (data: Float32Array) =>
      data.reduce((sum, v, i) => sum + Math.abs(v - (photo.data[i] as number)), 0);
    expect(change(second.image.data)).toBeGreaterThan(1.3 * change(first.image.data));
  });

  test('leaves the picture as it is without iterations, and where the mask is black', async () => {
    expect((await expectValue(ascend(await split(), { iterations: 0 }).result)).image).toBe(photo);
    const mask: Mask = { width: 2, height: 1, data: Float32Array.of(0, 1) };
    const { image } = await expectValue(ascend(photo, {}, { mask }).result);
    const rows = Array.from({ length: 32 }, (_, y) => y * 40 * 3);
    for (const row of rows) {
      expectClose(image.data.slice(row, row + 30), photo.data.slice(row, row + 30), 1e-6);
    }
    expect(image.data).not.toEqual(photo.data);
  });

  test('repeats by seed', async () => {
    const dream = async (seed: number) =>
      (await expectValue(ascend(await split(), { seed }).result)).image.data;
    const first = await dream(1);
    expect(await dream(1)).toEqual(first);
    expect(await dream(2)).not.toEqual(first);
  });

  test('ends as cancelled when stopped, and leaves no tensors behind', async () => {
    await expectValue(ascend(photo).result);
    const before = tf.memory().numTensors;
    await expectProblem(ascend(photo, {}, { signal: AbortSignal.abort() }).result, 'cancelled');
    expect(tf.memory().numTensors).toBe(before);
  });

  test('hands on what the engine finds wrong', async () => {
    const params = paramsOf(catalog['gradient-ascent']);
    const { context } = recordingContext({ session });
    const inputs = { image: tagged(photo), objective: { terms: [] }, mask: undefined };
    await expectProblem(runs['gradient-ascent'](inputs, params, context), 'empty-objective');
  });

  test.each([
    { optimiser: 'adam', parametrisation: 'laplacian', average: 0.9, carry: 'picture' },
    { parametrisation: 'spectral', smoothing: 'gaussian', gamut: 'soft', normalise: 'std' },
    { tiles: 'on', tileSize: 64, tileHalo: 8, luminanceOnly: true, anchor: 0.1, decay: 0.2 },
  ])('runs with %o', async (changes) => {
    const { image } = await expectValue(ascend(await split(), changes).result);
    expect(image.data.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(image.data).not.toEqual(photo.data);
  });
});

describe('the options of the engine', () => {
  const options = (changes: object, octaves = 3) =>
    ascentOptions(paramsOf(catalog['gradient-ascent'], changes), undefined, octaves);

  test('are the classic ones by default', () => {
    expect(options({})).toEqual(classicAscent);
  });

  test('have steps by octave as shares of the one number', () => {
    expect(
      options({ iterations: 20, iterationsByOctave: [1, 0.8, 0.5], stepByOctave: [2] }),
    ).toMatchObject({
      iterations: [20, 16, 10],
      stepSize: [0.012],
    });
  });

  test('have larger steps at small octaves and smaller ones at large octaves for large forms', () => {
    const rounded = (numbers: readonly number[] = []) => numbers.map((v) => Number(v.toFixed(3)));
    const large = options({ stepSize: 0.01, form: 1 }, 6);
    expect(rounded(large.stepSize)).toEqual([0.025, 0.017, 0.012, 0.008, 0.006, 0.004]);
    const fine = options({ stepSize: 0.01, form: -1 }, 6);
    expect(rounded(fine.stepSize)).toEqual(rounded(large.stepSize.toReversed()));
    expect(rounded(options({ stepSize: 0.01, form: 1, stepByOctave: [1, 2] }, 3).stepSize)).toEqual(
      [0.025, 0.02, 0.008],
    );
    const budget = options({ stepFrom: 'budget', budget: 0.1, form: 1, stepByOctave: [3] }, 3);
    expect(rounded(budget.budget)).toEqual([0.25, 0.1, 0.04]);
  });

  test('are as they were at form size 0, and where there is but one octave', () => {
    const steps = { stepByOctave: [1, 0.7], stepFrom: 'budget', budget: 0.05 };
    const plain = options(steps, 4);
    expect(plain.stepSize).toEqual([0.006, 0.006 * 0.7]);
    expect(plain.budget).toEqual([0.05]);
    expect(options({ ...steps, form: 1.5 }, 1)).toEqual(plain);
  });

  test('know tiles by size, or when needed', () => {
    expect(options({ tiles: 'on', tileSize: 256 }).tiles.size).toBe(256);
    expect(options({ tiles: 'off', tileSize: 256 }).tiles.size).toBe('off');
  });
});
