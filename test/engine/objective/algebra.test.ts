import { expect, test } from 'vitest';
import {
  asOne,
  combine,
  isPositional,
  layersOf,
  masked,
  normalised,
  scale,
  signOf,
} from '../../../src/engine/objective/algebra.ts';
import type {
  ImageTerm,
  LayerTerm,
  Objective,
  Term,
} from '../../../src/engine/objective/objective.ts';
import { randomMask, randomPicture } from '../picture/pictures.ts';
import { network } from '../terms/prepare-terms.ts';

const onLayer = { network, layer: 'first', weight: 1, normalise: false } as const;
const layer: LayerTerm = { ...onLayer, kind: 'layer', measure: 'mean' };
const variation: ImageTerm = { kind: 'total-variation', weight: 0.5 };
const picture = randomPicture(4, 4, 1);
const of = (...terms: readonly Term[]): Objective => ({ terms });

test('objectives add and scale like algebra', () => {
  const [a, b] = [of(layer), of(variation, { ...layer, layer: 'second' })];
  expect(combine()).toEqual(of());
  expect(combine(a, b, a).terms).toEqual([...a.terms, ...b.terms, ...a.terms]);
  expect(scale(combine(a, b), -3).terms.map(({ weight }) => weight)).toEqual([-3, -1.5, -3]);
  expect(scale(scale(b, -1), -1)).toEqual({ ...b, weight: 1 });
});

test('an objective as one is as heavy as its own weight says, whatever its terms', () => {
  const weights = ({ terms }: Objective) => terms.map(({ weight }) => weight);
  const pair = of({ ...layer, weight: 1 }, { ...layer, weight: -3 });
  expect(weights(asOne(pair))).toEqual([0.25, -0.75]);
  expect(weights(asOne(scale(pair, 0.5)))).toEqual([0.125, -0.375]);
  expect(weights(asOne(asOne(scale(pair, -2))))).toEqual([-0.5, 1.5]);
  expect(weights(asOne(masked(scale(pair, 2), randomMask(2, 2, 1))))).toEqual([0.5, -1.5]);
  // What was added up is a new objective: two of weight 3 count as one.
  expect(weights(asOne(combine(scale(of(layer), 3), scale(of(layer), 3))))).toEqual([0.5, 0.5]);
  expect(weights(asOne(scale(pair, 0)))).toEqual([0, -0]);
});

test('normalising concerns terms on layers only', () => {
  expect(normalised(of(layer, variation))).toEqual(of({ ...layer, normalise: true }, variation));
});

test('masks multiply, at the finer size of the two', () => {
  const left = { width: 2, height: 1, data: Float32Array.of(1, 0) };
  const top = { width: 1, height: 4, data: Float32Array.of(1, 1, 0, 0) };
  const both = masked(masked(of(layer, variation), left), top);
  const [term, image] = both.terms;
  expect((term as LayerTerm).mask).toEqual({
    width: 2,
    height: 4,
    data: Float32Array.of(1, 0, 1, 0, 0, 0, 0, 0),
  });
  expect(image).toBe(variation);
});

test('what has a place on the picture is positional', () => {
  const wherever: Objective = of(
    layer,
    variation,
    { kind: 'start-distance', weight: 1 },
    { ...onLayer, kind: 'direction', direction: [1], power: 1 },
    { ...onLayer, kind: 'guide', guide: picture, match: 'dot', guideSize: 224 },
    { ...onLayer, kind: 'style', style: picture, statistic: 'moments', styleScale: 1 },
  );
  expect(isPositional(wherever)).toBe(false);
  expect(isPositional(masked(of(layer), randomMask(2, 2, 1)))).toBe(true);
  expect(isPositional(of(layer, { ...onLayer, kind: 'neuron', channel: 0 }))).toBe(true);
  expect(isPositional(of({ ...onLayer, kind: 'content' }))).toBe(true);
});

test('layers are grouped by network and named once', () => {
  const again = { ...network };
  const other = { ...network, hash: 'other' };
  const terms = [
    layer,
    variation,
    { ...layer, layer: 'second' },
    { ...layer, network: other },
    { ...layer, network: again, weight: 2 },
  ] as const;
  expect(layersOf(of(...terms))).toEqual([
    { network, layers: ['first', 'second'] },
    { network: other, layers: ['first'] },
  ]);
});

test('distances are made small, all else large', () => {
  expect(signOf(layer)).toBe(1);
  expect(signOf({ ...onLayer, kind: 'content' })).toBe(-1);
  expect(signOf(variation)).toBe(-1);
});
