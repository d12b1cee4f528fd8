import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { paddingAround } from '../../geometry.ts';
import type { PoolOperation } from '../../ir.ts';

/**
 * Sends each cotangent to the first largest element of its window.
 *
 * Every backend has a kernel for it. On wasm that kernel starts its search at the smallest positive
 * number, so that windows without a positive element are misrouted; harmless right after ReLU,
 * wrong elsewhere, where a comparison of window offsets does the work instead.
 */
export function maxPoolGradient(
  cotangent: Tensor4D,
  x: Tensor4D,
  y: Tensor4D,
  { size, strides, padding, rectified }: PoolOperation,
): Tensor4D {
  if (tf.getBackend() === 'wasm' && !rectified)
    return byComparison(cotangent, x, y, { size, strides, padding });
  const inputs = { dy: cotangent, input: x, output: y };
  const attributes = { filterSize: [...size], strides: [...strides], pad: padding };
  return tf.engine().runKernel('MaxPoolGrad', inputs, attributes);
}

function byComparison(
  cotangent: Tensor4D,
  x: Tensor4D,
  y: Tensor4D,
  { size, strides, padding }: Pick<PoolOperation, 'size' | 'strides' | 'padding'>,
): Tensor4D {
  return tf.tidy(() => {
    const [, height, width, channels] = x.shape;
    const [top, bottom] = paddingAround(height, size[0], strides[0], 1, padding);
    const [left, right] = paddingAround(width, size[1], strides[1], 1, padding);
    const [, h, w] = y.shape;
    // Each window's elements at offset (i, j) are a strided slice of the padded input.
    const full: [number, number, number, number] = [
      1,
      height + top + bottom,
      width + left + right,
      channels,
    ];
    const padded = tf.pad4d(
      x,
      [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      Number.NEGATIVE_INFINITY,
    );
    let gradient: Tensor4D = tf.zeros(full);
    let free: Tensor4D = tf.ones(y.shape);
    for (let i = 0; i < size[0]; i++) {
      for (let j = 0; j < size[1]; j++) {
        const end: [number, number, number, number] = [
          1,
          i + (h - 1) * strides[0] + 1,
          j + (w - 1) * strides[1] + 1,
          channels,
        ];
        const at = tf.stridedSlice(padded, [0, i, j, 0], end, [
          1,
          strides[0],
          strides[1],
          1,
        ]) as Tensor4D;
        const chosen: Tensor4D = tf.mul(free, tf.cast(tf.equal(at, y), 'float32'));
        free = tf.sub(free, chosen);
        gradient = tf.add(gradient, placeAt(tf.mul(cotangent, chosen), i, j, strides, full));
      }
    }
    return tf.slice4d(gradient, [0, top, left, 0], [1, height, width, channels]);
  });
}

/** Spreads values to every stride-th place from (i, j) in zeros of shape `full`, by padding alone. */
function placeAt(
  values: Tensor4D,
  i: number,
  j: number,
  strides: readonly [number, number],
  full: readonly [number, number, number, number],
): Tensor4D {
  const [, h, w, c] = values.shape;
  const columns = tf.pad(tf.reshape(values, [h * w, c]), [
    [0, 0],
    [0, (strides[1] - 1) * c],
  ]);
  const rows = tf.pad(tf.reshape(columns, [h, w * strides[1] * c]), [
    [0, 0],
    [0, (strides[0] - 1) * w * strides[1] * c],
  ]);
  const spread = tf.reshape(rows, [1, h * strides[0], w * strides[1], c]) as Tensor4D;
  const inner = tf.slice4d(
    spread,
    [0, 0, 0, 0],
    [1, (h - 1) * strides[0] + 1, (w - 1) * strides[1] + 1, c],
  );
  const below = full[1] - i - inner.shape[1];
  const beside = full[2] - j - inner.shape[2];
  return tf.pad4d(inner, [
    [0, 0],
    [i, below],
    [j, beside],
    [0, 0],
  ]);
}
