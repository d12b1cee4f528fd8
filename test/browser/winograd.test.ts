import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import type { Around, Correlator } from '../../src/engine/programs/tfjs/kernels/correlator.ts';
import { makeCorrelator } from '../../src/engine/programs/tfjs/kernels/make-correlator.ts';
import type { Zeros } from '../../src/engine/programs/tfjs/kernels/padding.ts';

/** Winograd's algorithm in shaders of our own against the backend's convolution. */
beforeAll(async () => {
  expect(await useBackend('webgl')).toMatchObject({ ok: true });
});

interface Case {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly pad: Around['pad'];
  readonly bias?: boolean;
  readonly activation?: Around['activation'];
}

const uneven: Zeros = [
  [0, 0],
  [2, 1],
  [0, 2],
  [0, 0],
];

const cases: readonly Case[] = [
  { height: 12, width: 10, inputs: 8, outputs: 12, pad: 'same' },
  { height: 13, width: 11, inputs: 16, outputs: 6, pad: 'valid', bias: true },
  { height: 9, width: 14, inputs: 10, outputs: 32, pad: uneven, activation: 'relu' },
  { height: 3, width: 3, inputs: 8, outputs: 2, pad: 'valid', bias: true, activation: 'relu6' },
  { height: 1, width: 1, inputs: 8, outputs: 8, pad: 'same', activation: 'sigmoid' },
  { height: 1, width: 5, inputs: 32, outputs: 8, pad: uneven, bias: true },
  // More tiles than a texture has rows: the backend breaks the lines at other places.
  { height: 121, width: 133, inputs: 12, outputs: 10, pad: 'same', bias: true, activation: 'relu' },
];

test.each(cases)('$height x $width, $inputs to $outputs channels', async (c) => {
  const { x, filter, around } = inputsOf(c);
  const expected = tf.fused.conv2d({
    ...{ x, filter, strides: 1, pad: around.pad, activation: around.activation },
    ...(around.bias ? { bias: around.bias } : {}),
  });
  const correlator = makeCorrelator(tf.clone(filter), [1, 1], [1, 1]);
  const got = correlator.run(x, around);
  expect(got.shape).toEqual(expected.shape);
  const [want, have] = [await expected.data<'float32'>(), await got.data<'float32'>()];
  const scale = Math.sqrt(want.reduce((sum, value) => sum + value * value, 0) / want.length);
  expect(largestDifference(want, have) / scale).toBeLessThan(1e-5);
  correlator.dispose();
  tf.dispose([x, filter, expected, got]);
  if (around.bias) tf.dispose(around.bias);
});

test('inputs that are the same give outputs that are the same, whatever is beside them', async () => {
  const { filter, around } = inputsOf({ height: 1, width: 1, inputs: 8, outputs: 8, pad: 'valid' });
  // The left 7 columns are one colour, so outputs 0 to 4 of each line are equal to the bit.
  const colour = tf.randomUniform([1, 1, 1, 8], -1, 1, 'float32', 5);
  const noise = tf.randomUniform([1, 9, 6, 8], -9, 9, 'float32', 6) as tf.Tensor4D;
  const x = tf.concat([tf.tile(colour, [1, 9, 7, 1]) as tf.Tensor4D, noise], 2);
  const correlator = makeCorrelator(filter, [1, 1], [1, 1]);
  const output = correlator.run(x, around);
  const flat = await tf.slice(output, [0, 0, 0, 0], [1, 7, 5, 8]).data();
  flat.forEach((value, i) => {
    expect(value).toBe(flat[i % 8]);
  });
  correlator.dispose();
  tf.dispose([colour, noise, x, output]);
});

test('not-a-number comes through, so that a broken gradient is seen', async () => {
  const { x, filter, around } = inputsOf({
    ...{ height: 4, width: 4, inputs: 8, outputs: 8, pad: 'same', activation: 'relu' },
  });
  const correlator = makeCorrelator(filter, [1, 1], [1, 1]);
  const numbers = await correlator.run(tf.mul(x, Number.NaN), around).data();
  expect(numbers.every(Number.isNaN)).toBe(true);
  correlator.dispose();
  tf.dispose(x);
});

test('nothing is left over', () => {
  const { x, filter, around } = inputsOf({
    ...{ height: 12, width: 12, inputs: 8, outputs: 8, pad: 'same', bias: true },
  });
  const before = tf.memory();
  const correlator: Correlator = makeCorrelator(tf.clone(filter), [1, 1], [1, 1]);
  for (let i = 0; i < 3; i++) correlator.run(x, around).dispose();
  correlator.dispose();
  const after = tf.memory();
  expect(after.numTensors).toBe(before.numTensors);
  expect(after.numBytes).toBe(before.numBytes);
});

function inputsOf({ height, width, inputs, outputs, pad, bias, activation = 'linear' }: Case) {
  const random = (shape: readonly number[], seed: number) =>
    tf.randomUniform([...shape], -1, 1, 'float32', seed);
  return {
    x: random([1, height, width, inputs], 1) as tf.Tensor4D,
    filter: random([3, 3, inputs, outputs], 2) as tf.Tensor4D,
    around: { pad, activation, bias: bias ? (random([outputs], 3) as tf.Tensor1D) : null },
  };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    // Not-a-number counts as infinitely far.
    const difference = Math.abs((a[i] as number) - (b[i] as number));
    largest = difference <= largest ? largest : Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
