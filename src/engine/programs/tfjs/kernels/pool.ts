import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AveragePoolOperation, MaxPoolOperation, PoolOperation } from '../../../network/ir.ts';
import { paddingAround } from '../../../network/windows.ts';
import { depthwiseInputGradient } from './depthwise.ts';
import type { Kernel, Shape4D } from './kernel.ts';
import { only } from './kernel.ts';
import { maxPoolGradient, tfjsPadding } from './max-pool-gradient.ts';

export function poolKernel(operation: PoolOperation): Kernel {
  return operation.kind === 'max' ? maxPool(operation) : averagePool(operation);
}

function maxPool(operation: MaxPoolOperation): Kernel {
  const { size, strides } = operation;
  const padding = tfjsPadding(operation);
  return {
    keeps: { inputs: true, output: true },
    forward: (inputs) => tf.maxPool(only(inputs), [...size], [...strides], padding),
    backward: (cotangent, { inputs, output }) => {
      if (!output) throw new Error('Max pooling keeps its output.');
      return [maxPoolGradient(cotangent, only(inputs), output, operation)];
    },
    dispose: () => {},
  };
}

/**
 * Average pooling counts only real pixels under SAME. So does this gradient: each cotangent is
 * divided by its window's true count, then spread evenly. (tfjs 4.22 divides by the window's size.)
 */
function averagePool({ size, strides, padding }: AveragePoolOperation): Kernel {
  const spreaders = new Map<number, ReturnType<typeof depthwiseInputGradient>>();
  const spreaderFor = (channels: number) => {
    const found = spreaders.get(channels);
    if (found) return found;
    const ones = new Float32Array(size[0] * size[1] * channels).fill(1);
    const shape: Shape4D = [size[0], size[1], channels, 1];
    const made = depthwiseInputGradient(ones, shape, { strides, dilation: [1, 1], padding });
    spreaders.set(channels, made);
    return made;
  };
  return {
    keeps: { inputs: false, output: false },
    forward: (inputs) => tf.avgPool(only(inputs), [...size], [...strides], padding),
    backward: (cotangent, { inputShapes }) => {
      const input = only(inputShapes);
      return [
        tf.tidy(() => {
          const shares = reciprocalCounts(input, cotangent.shape, { size, strides, padding });
          return spreaderFor(input[3]).run(tf.mul(cotangent, shares), input);
        }),
      ];
    },
    dispose: () => {
      for (const spreader of spreaders.values()) spreader.dispose();
    },
  };
}

/** [1, h, w, 1]: one over the number of real pixels under each window. */
function reciprocalCounts(
  input: Shape4D,
  output: Shape4D,
  { size, strides, padding }: Pick<AveragePoolOperation, 'size' | 'strides' | 'padding'>,
): Tensor4D {
  const counts = ([0, 1] as const).map((axis) => {
    const length = input[axis + 1] ?? 0;
    const [before] = paddingAround(length, size[axis], strides[axis], 1, padding);
    return Array.from({ length: output[axis + 1] ?? 0 }, (_, i) => {
      const start = i * strides[axis] - before;
      return Math.min(start + size[axis], length) - Math.max(start, 0);
    });
  });
  const [rows = [], columns = []] = counts;
  const shares = rows.flatMap((row) => columns.map((column) => 1 / (row * column)));
  return tf.tensor4d(shares, [1, rows.length, columns.length, 1]);
}
