import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { paddingAround, type Window } from '../../../network/windows.ts';
import { padFor } from './padding.ts';

/**
 * Sends each cotangent to the first largest element of its window, rows first.
 *
 * On a GPU the backend's kernel does it. Where tensors are in main memory a plain loop does: the
 * wasm kernel takes the last of several largest elements, misroutes windows without a positive
 * element, and is several times slower.
 */
export function maxPoolGradient(
  cotangent: Tensor4D,
  x: Tensor4D,
  y: Tensor4D,
  window: Window,
): Tensor4D {
  const { size, strides } = window;
  const onGpu = tf.getBackend() === 'webgl' || tf.getBackend() === 'webgpu';
  if (!onGpu) return inMainMemory(cotangent, x, y, window);
  return tf
    .engine()
    .runKernel(
      'MaxPoolGrad',
      { dy: cotangent, input: x, output: y },
      { filterSize: [...size], strides: [...strides], pad: padFor(window, x.shape) },
    );
}

function inMainMemory(cotangent: Tensor4D, x: Tensor4D, y: Tensor4D, window: Window): Tensor4D {
  const { size, strides } = window;
  const [, height, width, channels] = x.shape;
  const [, rows, columns] = y.shape;
  const [top] = paddingAround(0, height, window);
  const [left] = paddingAround(1, width, window);
  const maps: Maps = {
    inputs: x.dataSync<'float32'>(),
    largest: y.dataSync<'float32'>(),
    incoming: cotangent.dataSync<'float32'>(),
    gradient: new Float32Array(x.size),
    channels,
  };
  for (let row = 0; row < rows; row++) {
    const y0 = Math.max(row * strides[0] - top, 0);
    const y1 = Math.min(row * strides[0] - top + size[0], height);
    for (let column = 0; column < columns; column++) {
      const x0 = Math.max(column * strides[1] - left, 0);
      const x1 = Math.min(column * strides[1] - left + size[1], width);
      const places: number[] = [];
      for (let v = y0; v < y1; v++) {
        for (let u = x0; u < x1; u++) places.push((v * width + u) * channels);
      }
      sendBack(maps, (row * columns + column) * channels, places);
    }
  }
  return tf.tensor4d(maps.gradient, x.shape);
}

interface Maps {
  readonly inputs: Float32Array;
  readonly largest: Float32Array;
  readonly incoming: Float32Array;
  readonly gradient: Float32Array;
  readonly channels: number;
}

/** One window: for each channel, the first of the places that holds what the pooling gave. */
function sendBack(
  { inputs, largest, incoming, gradient, channels }: Maps,
  output: number,
  places: readonly number[],
): void {
  for (let c = 0; c < channels; c++) {
    const wanted = largest[output + c];
    for (const place of places) {
      if (inputs[place + c] !== wanted) continue;
      gradient[place + c] = (gradient[place + c] as number) + (incoming[output + c] as number);
      break;
    }
  }
}
