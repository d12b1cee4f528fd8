import { expect, test } from 'vitest';
import {
  channelMap,
  channelStrengths,
  rankChannels,
} from '../../../src/engine/feature-visualisation/activations.ts';

/** Two by one units of three channels: 0 responds once and much, 1 evenly, 2 below zero too. */
const response = {
  width: 2,
  height: 1,
  channels: 3,
  data: Float32Array.of(4, 3, -1, 0, 3, 1),
};

test('strength is the root mean square of a channel, so that a strong spot counts', () => {
  const strengths = channelStrengths(response);
  expect(strengths[0]).toBeCloseTo(Math.sqrt(8));
  expect(strengths[1]).toBeCloseTo(3);
  expect(strengths[2]).toBeCloseTo(1);
  expect(rankChannels(strengths)).toEqual([1, 0, 2]);
});

test('equally strong channels come by number', () => {
  expect(rankChannels(Float64Array.of(1, 2, 2, 1))).toEqual([1, 2, 0, 3]);
});

test('a map runs from silence to the strongest response, and below silence is darker', () => {
  expect([...channelMap(response, 0).data]).toEqual([1, 0]);
  expect([...channelMap(response, 1).data]).toEqual([1, 1]);
  expect([...channelMap(response, 2).data]).toEqual([0, 1]);
});

test('a channel that is silent everywhere is black, not divided by nothing', () => {
  const silent = { width: 1, height: 1, channels: 1, data: Float32Array.of(0) };
  expect([...channelMap(silent, 0).data]).toEqual([0]);
});
