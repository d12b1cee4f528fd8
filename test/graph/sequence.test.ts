import { expect, test } from 'vitest';
import type { Document, Key, Variant } from '../../src/graph/document/document.ts';
import { withVariant } from '../../src/graph/document/variants.ts';
import { param } from '../../src/graph/params/param.ts';
import { isAnimatable } from '../../src/graph/sequence/animatable.ts';
import { atFrame } from '../../src/graph/sequence/at-frame.ts';
import { valueAt } from '../../src/graph/sequence/value-at.ts';
import { catalog, graph, node } from './catalog.ts';

const amount = param.number({ min: 0, max: 1, step: 0.1, default: 0.5 });
const count = param.number({ min: 0, max: 100, step: 1, default: 1, integer: true });

function values(keys: readonly Key[], frames: readonly number[], spec = amount) {
  return frames.map((frame) => valueAt({ keys }, frame, spec));
}

test('a number goes straight from key to key, and stays before the first and after the last', () => {
  const keys = [
    { frame: 10, value: 0 },
    { frame: 20, value: 1 },
    { frame: 24, value: 0.5 },
  ];
  expect(values(keys, [0, 10, 15, 20, 21, 24, 99])).toEqual([0, 0, 0.5, 1, 0.875, 0.5, 0.5]);
});

test('the ease of a key says how it goes on from there', () => {
  const keys = [
    { frame: 0, value: 0, ease: 'smooth' as const },
    { frame: 4, value: 1, ease: 'hold' as const },
    { frame: 8, value: 0 },
  ];
  expect(values(keys, [0, 1, 2, 3, 4, 7, 8])).toEqual([0, 0.15625, 0.5, 0.84375, 1, 1, 0]);
});

test('whole numbers are rounded, and nothing leaves the range of its parameter', () => {
  const keys = [
    { frame: 0, value: 0 },
    { frame: 4, value: 3 },
  ];
  expect(values(keys, [0, 1, 2, 3, 4], count)).toEqual([0, 1, 2, 2, 3]);
  const wide = [
    { frame: 0, value: -1 },
    { frame: 4, value: 3 },
  ];
  expect(values(wide, [1, 2, 3])).toEqual([0, 1, 1]);
});

test('what is no number, and seeds, change at once', () => {
  const words = [
    { frame: 0, value: 'normal' },
    { frame: 4, value: 'multiply' },
  ];
  const mode = param.choice({ normal: 'Normal', multiply: 'Multiply' }, { default: 'normal' });
  expect([3, 4].map((frame) => valueAt({ keys: words }, frame, mode))).toEqual([
    'normal',
    'multiply',
  ]);
  const seeds = [
    { frame: 0, value: 3 },
    { frame: 4, value: 8 },
  ];
  expect(valueAt({ keys: seeds }, 3, param.seed({ default: 'random' }))).toBe(3);
});

test('files, painting and words stand still; so do lists that go by wires', () => {
  expect(isAnimatable(amount)).toBe(true);
  expect(isAnimatable(param.colour({ default: '#000000' }))).toBe(true);
  expect(isAnimatable(param.text({ default: '' }))).toBe(false);
  expect(isAnimatable(param.file({ accept: 'image' }))).toBe(false);
  const weights = { min: 0, max: 1, step: 1, default: [1] };
  expect(isAnimatable(param.numbers(weights))).toBe(true);
  expect(isAnimatable(param.numbers({ ...weights, each: 'in' }))).toBe(false);
});

const track = (id: string, key: string, ...keys: readonly [number, number][]) => ({
  ...{ node: id, param: key },
  keys: keys.map(([frame, value]) => ({ frame, value })),
});

const moving: Document = graph(['a: blend', 'b: blend', 'future'], [], {
  sequence: { frames: 20, fps: 12 },
  tracks: [
    track('a', 'amount', [0, 0], [10, 1]),
    track('a', 'nonsense', [0, 1]),
    track('nowhere', 'amount', [0, 1]),
    track('future', 'amount', [0, 1]),
  ],
});

test('a document at a frame has the values of then, no tracks, and all else as it was', () => {
  const at = atFrame(moving, catalog, 5);
  expect(at.nodes[0]).toEqual(
    node('a: blend', { params: { ...moving.nodes[0]?.params, amount: 0.5 } }),
  );
  expect(at.nodes.slice(1)).toEqual(moving.nodes.slice(1));
  expect(at.nodes[1]).toBe(moving.nodes[1]);
  expect(at).not.toHaveProperty('tracks');
  expect(at.sequence).toEqual(moving.sequence);
  expect(atFrame(at, catalog, 9)).toBe(at);
});

test('the same object for the same frame; the same node where its values are the same', () => {
  expect(atFrame(moving, catalog, 5)).toBe(atFrame(moving, catalog, 5));
  expect(atFrame(moving, catalog, 12).nodes[0]).toBe(atFrame(moving, catalog, 15).nodes[0]);
  const still = graph(['a: blend']);
  expect(atFrame(still, catalog, 3)).toBe(still);
});

test('few frames are held, however many are asked for', () => {
  const first = atFrame(moving, catalog, 0);
  for (let frame = 1; frame < 100; frame++) atFrame(moving, catalog, frame);
  expect(atFrame(moving, catalog, 0)).not.toBe(first);
  expect(atFrame(moving, catalog, 0)).toEqual(first);
});

test("a variant's value stands still where the graph moves; its track takes the place of the graph's", () => {
  const amountAt = (variant: Variant, frame: number) =>
    atFrame(withVariant(moving, variant), catalog, frame).nodes[0]?.params.amount;
  const still = { id: 's', name: 'S', params: { a: { amount: 0.25 } } };
  expect([0, 5].map((frame) => amountAt(still, frame))).toEqual([0.25, 0.25]);
  const slow = { id: 't', name: 'T', params: {}, tracks: [track('a', 'amount', [0, 0], [20, 1])] };
  expect([0, 5, 10].map((frame) => amountAt(slow, frame))).toEqual([0, 0.25, 0.5]);
  const other = { id: 'o', name: 'O', params: { b: { amount: 0.1 } } };
  expect([0, 5].map((frame) => amountAt(other, frame))).toEqual([0, 0.5]);
});
