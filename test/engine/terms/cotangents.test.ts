import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerTerm, Measure } from '../../../src/engine/objective/objective.ts';
import { contentEvaluator } from '../../../src/engine/terms/content.ts';
import { directionEvaluator } from '../../../src/engine/terms/direction.ts';
import type { Evaluator } from '../../../src/engine/terms/evaluator.ts';
import {
  channelContrastEvaluator,
  channelWeightsEvaluator,
  guideDotEvaluator,
} from '../../../src/engine/terms/guide.ts';
import { layerEvaluator } from '../../../src/engine/terms/layer.ts';
import { gramEvaluator, momentsEvaluator } from '../../../src/engine/terms/style.ts';
import { wassersteinEvaluator } from '../../../src/engine/terms/style-wasserstein.ts';
import { expectClose } from '../picture/pictures.ts';
import { backends, expectNoLeak, network, normals, numbersOf, use } from './prepare-terms.ts';
import type { Reference, Rows } from './term-formulas.ts';
import * as reference from './term-formulas.ts';

const [height, width, channels] = [3, 4, 3];
const positions = height * width;
const rowsOf = (count: number, seed: number): Rows => {
  const values = normals(count * channels, seed);
  return Array.from({ length: count }, (_, p) => values.slice(p * channels, (p + 1) * channels));
};
const a = rowsOf(positions, 1);
const other = rowsOf(6, 2).map((row) => row.map((v, c) => v * (1 + c) + 0.3));
const sameSize = rowsOf(positions, 3);
const ones = a.map(() => 1);
const mask = normals(positions, 4).map((v) => Math.min(Math.abs(v), 1));
const vec = [0.7, -1.2, 0.4];

const layer = (measure: Measure, chosen?: readonly number[]): LayerTerm => ({
  ...{ kind: 'layer', network, layer: 'first', weight: 1, normalise: false, measure },
  ...(chosen ? { channels: chosen } : {}),
});
const direction = (power: number) =>
  directionEvaluator({ ...layer('mean'), kind: 'direction', direction: vec, power });
const style = (make: (style: Tensor4D) => Evaluator) => () => withTensor(other, 2, make);
const n = positions * channels;

const cases: readonly [string, () => Evaluator, Reference][] = [
  ['mean', () => layerEvaluator(layer('mean')), reference.unitwise((v) => v, n)],
  ['mean square', () => layerEvaluator(layer('mean-square')), reference.unitwise((v) => v * v, n)],
  ['mean cube', () => layerEvaluator(layer('mean-cube')), reference.unitwise((v) => v ** 3, n)],
  [
    'mean square of two channels',
    () => layerEvaluator(layer('mean-square', [2, 0, 2])),
    reference.unitwise((v) => v * v, 2 * positions, [0, 2]),
  ],
  [
    'half sum of squares',
    () => layerEvaluator(layer('half-sum-of-squares')),
    reference.unitwise((v) => (v * v) / 2, 1),
  ],
  ['L2 norm', () => layerEvaluator(layer('l2-norm')), reference.norm],
  ['direction, plain dot', () => direction(0), reference.direction(vec, 0)],
  ['direction, cosine', () => direction(1), reference.direction(vec, 1)],
  ['direction, cosine to the power 3.5', () => direction(3.5), reference.direction(vec, 3.5)],
  ['guide, dot match', style(guideDotEvaluator), reference.guideDot(other)],
  [
    'guide, channel contrast',
    () =>
      withTensor(other, 2, (guide) =>
        withTensor(sameSize, height, (photo) => channelContrastEvaluator(guide, photo)),
      ),
    reference.contrast(other, sameSize),
  ],
  ['guide, channel weights', style(channelWeightsEvaluator), reference.channelWeights(other)],
  ['Gram, absolute', style((t) => gramEvaluator(t, 'absolute')), reference.gram(other, Math.abs)],
  ['Gram, square', style((t) => gramEvaluator(t, 'square')), reference.gram(other, (d) => d * d)],
  ['moments', style(momentsEvaluator), reference.meansAndDeviations(other)],
  ['Wasserstein', style(wassersteinEvaluator), reference.wasserstein(other)],
  [
    'content',
    () => contentEvaluator(new Map([['', tensorOf(sameSize, height)]]), () => ''),
    reference.content(sameSize),
  ],
];

describe.each(backends)('values and cotangents against double precision on %s', (backend) => {
  beforeAll(() => use(backend));

  describe.each([
    ['everywhere', ones, false],
    ['masked', mask, true],
  ] as const)('%s', (_, m, masked) => {
    test.each(cases)('%s', (_name, make, plain) => {
      expectNoLeak(() => {
        const got = evaluate(make(), a, masked ? mask : null);
        const scale = Math.max(1, Math.abs(plain(a, m)));
        expectClose([Math.abs(got.value)], [Math.abs(plain(a, m))], 1e-5 * scale);
        const slope = reference.slopeOf(plain, a, m);
        const largest = Math.max(...slope.map(Math.abs));
        expect(largest).toBeGreaterThan(1e-3);
        expectClose(got.cotangent, slope, 1e-4 * largest);
      });
    });
  });

  test.each([
    ['zeros', a.map(() => vec.map(() => 0)), ones],
    ['a flat layer', a.map(() => [0.5, 0.5, 0.5]), ones],
    ['an empty mask', a, ones.map(() => 0)],
  ])('%s give finite numbers', (_, rows, m) => {
    for (const [name, make] of cases) {
      const got = evaluate(make(), rows, m);
      expect([name, got.value, ...got.cotangent].filter((v) => Number.isNaN(v))).toEqual([]);
      if (m !== ones) expect(got.cotangent.map(Math.abs)).toEqual(got.cotangent.map(() => 0));
    }
  });

  test('a style that is reached pulls no more', () => {
    for (const make of [
      (t: Tensor4D) => gramEvaluator(t, 'absolute'),
      (t: Tensor4D) => gramEvaluator(t, 'square'),
      momentsEvaluator,
      wassersteinEvaluator,
    ]) {
      const got = evaluate(withTensor(a, height, make), a, null);
      expectClose([got.value, ...got.cotangent], [0, ...a.flat().map(() => 0)], 1e-5);
    }
  });

  test('a style without variance gives finite numbers', () => {
    const flat = a.map(() => [0, 1, 2]);
    const got = evaluate(withTensor(flat, height, wassersteinEvaluator), a, null);
    expect(got.cotangent.every(Number.isFinite)).toBe(true);
    expectClose([got.value], [-reference.wasserstein(flat)(a, ones)], 1e-4);
  });

  test('dot match in chunks is dot match at once', () => {
    const guide = rowsOf(2001, 5);
    const rows = rowsOf(3000, 6);
    const match = (part: Rows) => evaluate(withTensor(guide, 3, guideDotEvaluator), part, null);
    const halves = [match(rows.slice(0, 1500)), match(rows.slice(1500))];
    const all = match(rows);
    expectClose(
      all.cotangent,
      halves.flatMap(({ cotangent }) => cotangent),
      0,
    );
  });
});

test('between refreshes of its map, Wasserstein keeps value and cotangent of one bound', async () => {
  await use('cpu');
  const exact = reference.wasserstein(other);
  const evaluator = withTensor(other, 2, wassersteinEvaluator);
  const moved = a.map((row) => row.map((v) => v * 1.1));
  expectClose([run(evaluator, a, null).value], [-exact(a, ones)], 1e-5);
  for (let i = 0; i < 3; i++) {
    const { value } = run(evaluator, moved, null);
    expect(value).toBeLessThan(-exact(moved, ones));
    expectClose([value], [-exact(moved, ones)], 0.02 * -exact(moved, ones));
  }
  expectClose([run(evaluator, moved, null).value], [-exact(moved, ones)], 1e-5);
  evaluator.dispose();
});

function run(evaluator: Evaluator, rows: Rows, m: readonly number[] | null) {
  const activation = tensorOf(rows, height);
  const weights = m ? tf.tensor4d([...m], [1, height, m.length / height, 1]) : null;
  const { value, cotangent } = tf.tidy(() => ({
    ...evaluator.evaluate(activation, weights, { shift: [0, 0], tile: null }),
  }));
  tf.dispose(weights ? [activation, weights] : activation);
  return { value: numbersOf(value)[0] as number, cotangent: numbersOf(cotangent) };
}

function evaluate(evaluator: Evaluator, rows: Rows, m: readonly number[] | null) {
  const evaluation = run(evaluator, rows, m);
  evaluator.dispose();
  return evaluation;
}

function withTensor<T>(rows: Rows, h: number, use: (tensor: Tensor4D) => T): T {
  const tensor = tensorOf(rows, h);
  const result = use(tensor);
  tensor.dispose();
  return result;
}

function tensorOf(rows: Rows, h: number): Tensor4D {
  return tf.tensor4d(rows.flat(), [1, h, rows.length / h, channels]);
}
