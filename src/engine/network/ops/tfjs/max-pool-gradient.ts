import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { paddingAround } from '../../geometry.ts';
import type { PoolOperation } from '../../ir.ts';

type Window = Pick<PoolOperation, 'size' | 'strides' | 'padding'>;

/**
 * Sends each cotangent to the first largest element of its window, rows first.
 *
 * On a GPU the backend's kernel does it. Where tensors are in main memory a plain loop does: the
 * wasm kernel takes the last of several largest elements, misroutes windows without a positive
 * element, and is five times slower.
 */
export function maxPoolGradient(
  cotangent: Tensor4D,
  x: Tensor4D,
  y: Tensor4D,
  { size, strides, padding }: Window,
): Tensor4D {
  const onGpu = tf.getBackend() === 'webgl' || tf.getBackend() === 'webgpu';
  if (!onGpu) return inMainMemory(cotangent, x, { size, strides, padding });
  return tf
    .engine()
    .runKernel(
      'MaxPoolGrad',
      { dy: cotangent, input: x, output: y },
      { filterSize: [...size], strides: [...strides], pad: padding },
    );
}

function inMainMemory(
  cotangent: Tensor4D,
  x: Tensor4D,
  { size, strides, padding }: Window,
): Tensor4D {
  const [, height, width, channels] = x.shape;
  const [, rows, columns] = cotangent.shape;
  const [top] = paddingAround(height, size[0], strides[0], 1, padding);
  const [left] = paddingAround(width, size[1], strides[1], 1, padding);
  const values = x.dataSync<'float32'>();
  const incoming = cotangent.dataSync<'float32'>();
  const gradient = new Float32Array(values.length);
  const largest = new Float32Array(channels);
  const places = new Int32Array(channels);
  for (let row = 0; row < rows; row++) {
    const y0 = Math.max(row * strides[0] - top, 0);
    const y1 = Math.min(row * strides[0] - top + size[0], height);
    for (let column = 0; column < columns; column++) {
      const x0 = Math.max(column * strides[1] - left, 0);
      const x1 = Math.min(column * strides[1] - left + size[1], width);
      findLargest(values, { y0, y1, x0, x1, width }, largest, places);
      const from = (row * columns + column) * channels;
      for (let c = 0; c < channels; c++) {
        const place = places[c] as number;
        gradient[place] = (gradient[place] as number) + (incoming[from + c] as number);
      }
    }
  }
  return tf.tensor4d(gradient, x.shape);
}

interface Bounds {
  readonly y0: number;
  readonly y1: number;
  readonly x0: number;
  readonly x1: number;
  readonly width: number;
}

/** For each channel, the first largest element within the bounds: its value and its index. */
function findLargest(
  values: Float32Array,
  { y0, y1, x0, x1, width }: Bounds,
  largest: Float32Array,
  places: Int32Array,
): void {
  const channels = places.length;
  const start = (y0 * width + x0) * channels;
  for (let c = 0; c < channels; c++) {
    largest[c] = values[start + c] as number;
    places[c] = start + c;
  }
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const at = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        const value = values[at + c] as number;
        if (value > (largest[c] as number)) {
          largest[c] = value;
          places[c] = at + c;
        }
      }
    }
  }
}
