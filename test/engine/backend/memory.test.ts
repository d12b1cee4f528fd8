import { dispose, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { tensorMemory, watchPeakBytes } from '../../../src/engine/backend/memory.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';

beforeAll(async () => {
  await useBackend('cpu');
});

test('tensors and their bytes are counted while they live', () => {
  const before = tensorMemory();
  const one = tensor([1, 2, 3]);
  expect(tensorMemory()).toEqual({ tensors: before.tensors + 1, bytes: before.bytes + 12 });
  dispose(one);
  expect(tensorMemory()).toEqual(before);
});

test('the peak is what was alive at once, not what was made in all, and the count stays right', () => {
  const before = tensorMemory();
  const watch = watchPeakBytes();
  for (let i = 0; i < 5; i++) dispose(zeros([1000]));
  tidy(() => {
    zeros([1000]);
    zeros([500]);
  });
  dispose(zeros([100]));
  watch.stop();
  expect(watch.peak()).toBe(before.bytes + 6000);
  dispose(zeros([5000]));
  expect(watch.peak()).toBe(before.bytes + 6000);
  expect(tensorMemory()).toEqual(before);
});
