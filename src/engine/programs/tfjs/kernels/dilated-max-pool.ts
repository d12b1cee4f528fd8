import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { extentOf, type Window } from '../../../network/windows.ts';
import { type Kernel, only, type Shape4D } from './kernel.ts';
import { zerosFor } from './padding.ts';

/**
 * Max pooling whose windows leave out pixels, which the backends do not have: the maximum of what
 * each place of the window meets. The cotangent goes to the first largest, rows first.
 */
export function dilatedMaxPool(window: Window): Kernel {
  return {
    keeps: { inputs: true, output: true },
    forward: (inputs) =>
      tf.tidy(() => {
        const around = surround(only(inputs), window);
        return placesOf(window)
          .map((place) => metBy(around, place, window))
          .reduce((most, met) => tf.maximum(most, met));
      }),
    backward: (cotangent, { inputs, output }) => [
      tf.tidy(() => {
        if (!output) throw new Error('Max pooling keeps its output.');
        const around = surround(only(inputs), window);
        let left: Tensor4D = tf.onesLike(output);
        let sum: Tensor4D = tf.zerosLike(around);
        for (const place of placesOf(window)) {
          const is = tf.cast(tf.equal(metBy(around, place, window), output), 'float32');
          const here = tf.mul(is, left);
          left = tf.sub(left, here);
          sum = tf.add(sum, sendBack(tf.mul(here, cotangent), around.shape, place, window));
        }
        return tf.clone(inner(sum, only(inputs).shape, window));
      }),
    ],
    dispose: () => {},
  };
}

type Place = readonly [row: number, column: number];

/** From the first pixel of a window, rows first. */
function placesOf({ size, dilation }: Window): readonly Place[] {
  const along = (axis: 0 | 1) => Array.from({ length: size[axis] }, (_, i) => i * dilation[axis]);
  return along(0).flatMap((row) => along(1).map((column): Place => [row, column]));
}

/** Less than what values have: windows may lie beside it all. */
const least = -1e30;

function surround(x: Tensor4D, window: Window): Tensor4D {
  return tf.pad4d(x, zerosFor(window, x.shape), least);
}

function inner(around: Tensor4D, shape: Shape4D, window: Window): Tensor4D {
  const [, [top], [left]] = zerosFor(window, shape);
  return tf.slice4d(around, [0, top, left, 0], [...shape]);
}

/** What one place of every window meets. */
function metBy(around: Tensor4D, [row, column]: Place, window: Window): Tensor4D {
  const [rows, columns] = ([0, 1] as const).map((axis) => reachOf(around.shape, axis, window));
  const { strides } = window;
  const end = [1, row + (rows ?? 0), column + (columns ?? 0), around.shape[3]];
  return tf.stridedSlice(around, [0, row, column, 0], end, [1, ...strides, 1]) as Tensor4D;
}

/** From the first to behind the last pixel that one place of the windows meets. */
function reachOf(shape: Shape4D, axis: 0 | 1, window: Window): number {
  const length = shape[axis === 0 ? 1 : 2];
  const stride = window.strides[axis];
  return Math.floor((length - extentOf(window, axis)) / stride) * stride + 1;
}

/** The way back of `metBy`: zeros everywhere else. */
function sendBack(met: Tensor4D, shape: Shape4D, [row, column]: Place, window: Window): Tensor4D {
  const [, rows, columns, channels] = met.shape;
  const [v, h] = window.strides;
  const more = (x: Tensor, lines: number, times: number): Tensor => {
    const length = x.size / lines;
    return tf.pad(tf.reshape(x, [lines, length]), [
      [0, 0],
      [0, (times - 1) * length],
    ]);
  };
  const apart = more(more(met, rows * columns, h), rows, v);
  const whole = tf.reshape(apart, [1, rows * v, columns * h, channels]) as Tensor4D;
  const [height, width] = [(rows - 1) * v + 1, (columns - 1) * h + 1];
  return tf.pad4d(tf.slice4d(whole, [0, 0, 0, 0], [1, height, width, channels]), [
    [0, 0],
    [row, shape[1] - row - height],
    [column, shape[2] - column - width],
    [0, 0],
  ]);
}
