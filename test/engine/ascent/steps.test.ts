import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { conditionColour, onlyLuminance } from '../../../src/engine/ascent/colour-conditioning.ts';
import { createAdam, createAverage } from '../../../src/engine/ascent/optimiser.ts';
import { roll } from '../../../src/engine/ascent/slide.ts';
import { changeWithin, normalise } from '../../../src/engine/ascent/update.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { CONDITION_COLOUR } from '../../../src/engine/picture/colour.ts';
import { vector } from '../picture/pictures.ts';
import { expectOk, plane, randomTensor } from './run-ascent.ts';

type Rows = readonly (readonly number[])[];

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

function expectClose(tensor: tf.Tensor, rows: Rows, tolerance: number): void {
  const values = [...tensor.dataSync()];
  const expected = rows.flat();
  expect(values).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) {
    expect(Math.abs((values[at] as number) - value)).toBeLessThanOrEqual(tolerance);
  }
}

describe('roll', () => {
  const { inputs, expected } = vector<{ a: Rows }, { rolled: Rows; unrolled: Rows }>('roll');

  test('shifts down and right, circularly', () => {
    expectClose(roll(plane(inputs.a), [1, -1]), expected.rolled, 0);
  });

  test('is undone by the opposite shift, also beyond the size', () => {
    const there = roll(plane(inputs.a), [100, -77]);
    expectClose(roll(there, [-100, 77]), expected.unrolled, 0);
  });
});

describe('normalise', () => {
  const { inputs, expected, tol } = vector<
    { g: Rows },
    { mean_abs: Rows; std_population: Rows; rms: Rows }
  >('grad-normalise');

  test.each([
    ['mean', expected.mean_abs],
    ['std', expected.std_population],
    ['rms', expected.rms],
    ['none', inputs.g],
  ] as const)('by %s', (kind, rows) => {
    expectClose(normalise(plane(inputs.g), kind), rows, tol);
  });

  test.each(['mean', 'std', 'rms'] as const)('by %s works for raw gradients of 1e-12', (kind) => {
    const tiny = tf.mul<Tensor4D>(plane(inputs.g), 1e-12);
    const big = normalise(plane(inputs.g), kind);
    expectClose(normalise(tiny, kind), [[...big.dataSync()]], 1e-4);
  });

  test('a flat gradient stays flat', () => {
    for (const kind of ['mean', 'std', 'rms', 'none'] as const) {
      expectClose(normalise(plane([[0, 0]]), kind), [[0, 0]], 0);
    }
  });

  test('one step of size 1.5 moves by 1.5 on average (Google 2015)', () => {
    const known = vector<{ g: Rows; step: number }, { delta: Rows }>('mean-abs-step');
    const unit = normalise(plane(known.inputs.g), 'mean');
    expectClose(tf.mul(unit, known.inputs.step), known.expected.delta, known.tol);
  });

  test('the toy of the TensorFlow tutorial climbs as it should', () => {
    const known = vector<
      { x0: Rows; W: Rows; steps: number; step: number },
      { objective_trace: readonly number[]; x_final: Rows }
    >('ascent-toy');
    const w = tf.tensor2d(known.inputs.W.flat(), [2, 2]);
    let x = tf.tensor2d(known.inputs.x0.flat(), [2, 2]);
    const trace: number[] = [];
    for (let i = 0; i <= known.inputs.steps; i++) {
      const y = tf.matMul(x, w);
      trace.push(tf.mean(tf.square(y)).dataSync()[0] as number);
      if (i === known.inputs.steps) break;
      const g = tf.reshape(tf.mul(tf.matMul(y, w, false, true), 0.5), [1, 2, 2, 1]) as Tensor4D;
      const unit = tf.reshape(normalise(g, 'std'), [2, 2]);
      x = tf.add(x, tf.mul(unit, known.inputs.step));
    }
    expectClose(x, known.expected.x_final, known.tol);
    expectClose(tf.tensor1d(trace), [known.expected.objective_trace], known.tol);
  });
});

describe('colour', () => {
  test('conditioning is C·Cᵀ in full, nothing at 0, and half of each between', () => {
    const g = tf.tensor4d([1, 0, 0], [1, 1, 1, 3]);
    const [rr, , , gr, , , br] = CONDITION_COLOUR;
    expectClose(conditionColour(g, 1), [[rr, gr, br]], 1e-6);
    expectClose(conditionColour(g, 0), [[1, 0, 0]], 0);
    expectClose(conditionColour(g, 0.5), [[(1 + rr) / 2, gr / 2, br / 2]], 1e-6);
  });

  test('only the luminance is left, and stays when taken again', () => {
    const grey = onlyLuminance(tf.tensor4d([1, 1, 0], [1, 1, 1, 3]));
    expectClose(grey, [[0.886, 0.886, 0.886]], 1e-6);
    expectClose(onlyLuminance(grey), [[0.886, 0.886, 0.886]], 1e-6);
  });
});

describe('gamut', () => {
  const at = (...values: number[]): Tensor4D => tf.tensor4d(values, [1, 1, values.length, 1]);

  test('clip cuts off', () => {
    expectClose(changeWithin(at(0.5, 0.99, 0.01), at(0.1, 0.1, -0.1), 'clip'), [[0.6, 1, 0]], 1e-6);
  });

  test('soft leaves the middle alone, slows towards an end, and comes back freely', () => {
    const x = at(0.5, 0.9, 0.9, 0.1, 0.1, 1, 0);
    const moved = changeWithin(x, at(0.1, 0.1, -0.1, -0.1, 0.1, 0.1, -0.1), 'soft');
    expectClose(moved, [[0.6, 0.94, 0.8, 0.06, 0.2, 1, 0]], 1e-6);
  });

  test('soft never quite reaches the end', () => {
    let x = at(0.9);
    for (let i = 0; i < 50; i++) x = changeWithin(x, at(0.02), 'soft');
    expect(x.dataSync()[0]).toBeLessThan(1);
    expect(x.dataSync()[0]).toBeGreaterThan(0.99);
  });
});

describe('Adam', () => {
  test('walks as in the vectors, the other way round', () => {
    const { inputs, expected, tol } = vector<
      { grads: readonly number[] },
      { crowsonkb: readonly number[] }
    >('adam');
    const adam = createAdam(0.9, 0.99);
    let x = 0;
    for (const [i, gradient] of inputs.grads.entries()) {
      const [direction] = tf.tidy(() =>
        adam.directions([tf.tensor1d([gradient])]).map((d) => d.dataSync()[0]),
      );
      x -= 0.02 * (direction as number);
      expect(Math.abs(x - (expected.crowsonkb[i] as number))).toBeLessThanOrEqual(tol);
    }
    adam.dispose();
  });

  test('keeps its state across tidies and frees it', () => {
    const before = tf.memory().numTensors;
    const adam = createAdam(0.9, 0.99);
    for (let i = 0; i < 5; i++) {
      tf.tidy(() => void adam.directions([randomTensor(2, 2, 3, i), randomTensor(1, 1, 3, i)]));
      expect(tf.memory().numTensors).toBe(before + 4);
    }
    adam.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('leaves rounding noise beside a gradient as small as it is', () => {
    const adam = createAdam(0.9, 0.99);
    const signal = randomTensor(16, 16, 1, 3);
    const noise = tf.mul<Tensor4D>(randomTensor(16, 16, 1, 4), 1e-7);
    const steps = tf.tidy(() => {
      const [step] = adam.directions([tf.concat([signal, noise], 3)]);
      const [ofSignal, ofNoise] = tf.split(step as Tensor4D, 2, 3);
      return { ofSignal: tf.keep(ofSignal as Tensor4D), ofNoise: tf.keep(ofNoise as Tensor4D) };
    });
    const sizes = (tensor: Tensor4D) => [...tensor.dataSync()].map(Math.abs);
    expect(Math.max(...sizes(steps.ofNoise))).toBeLessThan(0.01);
    expect(sizes(steps.ofSignal).filter((size) => size > 0.999)).toHaveLength(256);
    tf.dispose([signal, noise, steps.ofSignal, steps.ofNoise]);
    adam.dispose();
  });
});

test('the average of iterates weighs each past one by the same factor, from the first on', () => {
  const before = tf.memory().numTensors;
  const average = createAverage(0.5);
  expect(average.value).toBeNull();
  for (const value of [8, 4, 1]) {
    const x = tf.tensor4d([value], [1, 1, 1, 1]);
    average.add(x);
    x.dispose();
  }
  expect(average.value?.dataSync()[0]).toBeCloseTo((0.25 * 8 + 0.5 * 4 + 1) / 1.75, 5);
  average.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
