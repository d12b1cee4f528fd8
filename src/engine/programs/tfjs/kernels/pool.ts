import type { Rank, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AveragePoolOperation, MaxPoolOperation, PoolOperation } from '../../../network/ir.ts';
import { windowOfPool } from '../../../network/operation-shapes.ts';
import { paddingAround, type Window } from '../../../network/windows.ts';
import { depthwiseInputGradient } from './depthwise.ts';
import { dilatedMaxPool } from './dilated-max-pool.ts';
import type { Kernel, Shape4D } from './kernel.ts';
import { only } from './kernel.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';
import { padFor } from './padding.ts';

export function poolKernel(operation: PoolOperation): Kernel {
  if (operation.kind === 'average') return averagePool(operation);
  const window = windowOfPool(operation);
  return window.dilation.some((step) => step > 1) ? dilatedMaxPool(window) : maxPool(operation);
}

function maxPool(operation: MaxPoolOperation): Kernel {
  const window = windowOfPool(operation);
  const { size, strides } = window;
  return {
    keeps: { inputs: true, output: true },
    forward: (inputs) => {
      const x = only(inputs);
      return tf.maxPool(x, [...size], [...strides], padFor(window, x.shape));
    },
    backward: (cotangent, { inputs, output }) => {
      if (!output) throw new Error('Max pooling keeps its output.');
      return [maxPoolGradient(cotangent, only(inputs), output, window)];
    },
    dispose: () => {},
  };
}

/**
 * Average pooling as sums over windows, times one over the true count of each, which is what the
 * backends do where padding has a name. (The gradient of tfjs 4.22 divides by the window's size.)
 */
function averagePool(operation: AveragePoolOperation): Kernel {
  const { size, strides, countsPadding = false } = operation;
  const window = windowOfPool(operation);
  const ones = perChannels((channels) =>
    tf.keep(tf.ones<Rank.R4>([size[0], size[1], channels, 1])),
  );
  const spreaders = perChannels((channels) => {
    const data = new Float32Array(size[0] * size[1] * channels).fill(1);
    return depthwiseInputGradient(data, [size[0], size[1], channels, 1], window);
  });
  return {
    keeps: { inputs: false, output: false },
    forward: (inputs) => {
      const x = only(inputs);
      const pad = padFor(window, x.shape);
      if (typeof pad === 'string' && !countsPadding) {
        return tf.avgPool(x, [...size], [...strides], pad);
      }
      return tf.tidy(() => {
        const sums = tf.depthwiseConv2d(x, ones.get(x.shape[3]), [...strides], pad);
        return tf.mul(sums, reciprocalCounts(x.shape, sums.shape, window, countsPadding));
      });
    },
    backward: (cotangent, { inputShapes }) => {
      const input = only(inputShapes);
      return [
        tf.tidy(() => {
          const shares = reciprocalCounts(input, cotangent.shape, window, countsPadding);
          return spreaders.get(input[3]).run(tf.mul(cotangent, shares), input);
        }),
      ];
    },
    dispose: () => {
      for (const filter of ones.all()) filter.dispose();
      for (const spreader of spreaders.all()) spreader.dispose();
    },
  };
}

/** Made once for each number of channels. */
function perChannels<T>(make: (channels: number) => T) {
  const made = new Map<number, T>();
  return {
    get: (channels: number): T => {
      const found = made.get(channels) ?? make(channels);
      made.set(channels, found);
      return found;
    },
    all: () => made.values(),
  };
}

/** [1, h, w, 1]: one over the number of pixels under each window, with or without padding. */
function reciprocalCounts(
  input: Shape4D,
  output: Shape4D,
  window: Window,
  countsPadding: boolean,
): Tensor4D {
  const counts = ([0, 1] as const).map((axis) => {
    const length = input[axis + 1] ?? 0;
    const [before, after] = paddingAround(axis, length, window);
    const [first, end] = countsPadding ? [-before, length + after] : [0, length];
    return Array.from({ length: output[axis + 1] ?? 0 }, (_, i) => {
      const start = i * window.strides[axis] - before;
      return Math.min(start + window.size[axis], end) - Math.max(start, first);
    });
  });
  const [rows = [], columns = []] = counts;
  const shares = rows.flatMap((row) => columns.map((column) => 1 / (row * column)));
  return tf.tensor4d(shares, [1, rows.length, columns.length, 1]);
}
