import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { classicAscent } from '../../../src/engine/ascent/options.ts';
import { createUpdate } from '../../../src/engine/ascent/update.ts';
import { watchPeakBytes } from '../../../src/engine/backend/memory.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { randomPicture } from '../picture/pictures.ts';
import { expectOk, randomTensor } from './run-ascent.ts';

beforeAll(async () => {
  expectOk(await useBackend('wasm'));
});

test('a step of a large picture holds no more than six others of its size at once', () => {
  const photo = randomPicture(400, 300, 1);
  const bytes = photo.data.byteLength;
  const update = createUpdate(classicAscent, 0.006, photo, 1);
  const image = toTensor(photo);
  const gradient = randomTensor(300, 400, 3, 2);
  const watch = watchPeakBytes();
  const before = tf.memory().numBytes;
  const { next, change } = update.step(image, gradient, 0);
  watch.stop();
  expect((watch.peak() - before) / bytes).toBeLessThan(6);
  expect(gradient.isDisposed).toBe(true);
  expect(tf.memory().numBytes).toBe(before + change.size * 4);
  tf.dispose([image, next, change]);
  update.dispose();
});
