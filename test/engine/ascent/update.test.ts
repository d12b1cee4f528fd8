import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AscentOptions,
  classicAscent,
  featureAscent,
} from '../../../src/engine/ascent/options.ts';
import { createUpdate } from '../../../src/engine/ascent/update.ts';
import { watchPeakBytes } from '../../../src/engine/backend/memory.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { toTensor } from '../../../src/engine/tensors/picture-tensor.ts';
import { expectClose, randomPicture } from '../picture/pictures.ts';
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

describe.each([
  { kind: 'pixel' },
  { kind: 'laplacian', levels: 4, gain: 0.8 },
  { kind: 'spectral', power: 1 },
] as const)('with parameters $kind, Adam', (parametrisation) => {
  const photo = randomPicture(64, 48, 1);

  /** What one step does to grey on a backend, for the same gradient. */
  async function stepOn(
    backend: 'wasm' | 'cpu',
    options: Partial<AscentOptions>,
  ): Promise<Float32Array> {
    expectOk(await useBackend(backend));
    const all = { ...featureAscent, parametrisation, ...options };
    const update = createUpdate(all, 0.02, photo, 1);
    const grey = tf.fill([1, 48, 64, 3], 0.5) as Tensor4D;
    const { next, change } = update.step(grey, randomTensor(48, 64, 3, 2), 0);
    const result = await next.data<'float32'>();
    tf.dispose([grey, next, change]);
    update.dispose();
    return result.slice();
  }

  test('takes the same step on every backend when only luminance may change', async () => {
    const luminanceOnly = true;
    const [onWasm, onCpu] = [
      await stepOn('wasm', { luminanceOnly }),
      await stepOn('cpu', { luminanceOnly }),
    ];
    expectClose(onWasm, onCpu, 1e-4);
  });
});
