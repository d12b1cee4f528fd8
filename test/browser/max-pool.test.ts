import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import { poolKernel } from '../../src/engine/programs/tfjs/kernels/pool.ts';

/** Max pools around every second pixel on a graphics card against plain loops. */
beforeAll(async () => {
  expect(await useBackend('webgl')).toMatchObject({ ok: true });
});

const channels = 3;
const kernel = poolKernel({
  ...{
    op: 'pool',
    kind: 'max',
    size: [3, 3],
    strides: [2, 2],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
  },
});

test.each([
  [8, 10],
  [9, 7],
  [8, 7],
])('%i x %i', async (height, width) => {
  // All below zero, so that zeros beyond the border would win.
  const x = tf.randomUniform([1, height, width, channels], -9, -1, 'float32', 3) as tf.Tensor4D;
  const values = await x.data<'float32'>();
  const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const expected = new Float32Array(rows * columns * channels);
  const slope = new Float32Array(values.length);
  const cotangent = expected.map((_, i) => i + 1);
  for (let at = 0; at < expected.length; at++) {
    const c = at % channels;
    const column = Math.floor(at / channels) % columns;
    const row = Math.floor(at / channels / columns);
    let most = -1;
    for (let y = Math.max(2 * row - 1, 0); y <= Math.min(2 * row + 1, height - 1); y++) {
      for (let z = Math.max(2 * column - 1, 0); z <= Math.min(2 * column + 1, width - 1); z++) {
        const here = (y * width + z) * channels + c;
        if (most < 0 || (values[here] as number) > (values[most] as number)) most = here;
      }
    }
    expected[at] = values[most] as number;
    slope[most] = (slope[most] as number) + (cotangent[at] as number);
  }

  const output = kernel.forward([x]);
  expect(output.shape).toEqual([1, rows, columns, channels]);
  expect(await output.data()).toEqual(expected);
  const [gradient] = kernel.backward(tf.tensor4d(cotangent, output.shape), {
    ...{ inputShapes: [x.shape], inputs: [x], output },
  });
  expect(await gradient?.data()).toEqual(slope);
});
