import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { DepthwiseOperation, Pair } from '../../../network/ir.ts';
import { windowOfFilter } from '../../../network/operation-shapes.ts';
import { dilationOfPhases } from '../../../network/taps.ts';
import type { Window } from '../../../network/windows.ts';
import { activationGradient } from './activation.ts';
import { shape4, withFusedActivation } from './conv.ts';
import type { FusedActivation } from './correlator.ts';
import { inputGradient } from './input-gradient.ts';
import type { Kernel, Shape4D } from './kernel.ts';
import { only } from './kernel.ts';
import { padFor, zerosFor } from './padding.ts';

/** Depthwise convolution: each channel with filters of its own. */
export function depthwiseKernel(operation: DepthwiseOperation): Kernel {
  const { strides, dilation, activation } = operation;
  const window = windowOfFilter(operation);
  const shape = shape4(operation.filter.shape);
  const data = operation.filter.load();
  const filter = tf.tensor4d(data, shape);
  const bias = operation.bias && tf.tensor1d(operation.bias.load());
  const gradient = depthwiseInputGradient(data, shape, window);
  // Backends take strides or dilation, not both: then all is computed, and some of it is taken.
  const both = Math.max(...strides) > 1 && Math.max(...dilation) > 1;
  const convolve = (x: Tensor4D, fused: FusedActivation): Tensor4D =>
    tf.fused.depthwiseConv2d({
      ...{ x, filter, dilations: [...dilation], activation: fused, ...(bias ? { bias } : {}) },
      strides: both ? 1 : [...strides],
      // Its type leaves out the zeros that it takes.
      pad: (both ? zerosFor : padFor)(window, x.shape) as 'same',
    });
  return {
    keeps: { inputs: false, output: activation.kind !== 'linear' },
    forward: (inputs) =>
      withFusedActivation(activation, (fused) => {
        if (!both) return convolve(only(inputs), fused);
        return tf.tidy(() => everyNthPixel(convolve(only(inputs), fused), strides));
      }),
    backward: (cotangent, { inputShapes, output }) => [
      tf.tidy(() =>
        gradient.run(activationGradient(cotangent, output, activation), only(inputShapes)),
      ),
    ],
    dispose: () => {
      tf.dispose([filter, ...(bias ? [bias] : [])]);
      gradient.dispose();
    },
  };
}

function everyNthPixel(x: Tensor4D, strides: Pair): Tensor4D {
  return tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, ...strides, 1]) as Tensor4D;
}

/**
 * The input gradient of a depthwise convolution, again depthwise. With a multiplier, each input
 * channel gathers from its several outputs: one pass for each of them, summed.
 * @param data filter, row-major [kh, kw, channels, multiplier]
 */
export function depthwiseInputGradient(data: Float32Array, shape: Shape4D, window: Window) {
  const [, kw, channels, multiplier] = shape;
  const made = new Map<string, Tensor4D>();
  const cut = (rows: readonly number[], columns: readonly number[], m: number): Tensor4D => {
    const key = `${rows} ${columns} ${m}`;
    const found = made.get(key);
    if (found) return found;
    const taps = rows.flatMap((row) => columns.map((column) => row * kw + column));
    const values = new Float32Array(taps.length * channels);
    taps.forEach((tap, t) => {
      for (let c = 0; c < channels; c++) {
        values[t * channels + c] = data[(tap * channels + c) * multiplier + m] ?? 0;
      }
    });
    const filter = tf.keep(tf.tensor4d(values, [rows.length, columns.length, channels, 1]));
    made.set(key, filter);
    return filter;
  };
  const dilation: [number, number] = [...dilationOfPhases(window)];
  const each = Array.from({ length: multiplier }, (_, m) =>
    inputGradient(window, { joins: false }, (zeros, rows, [columns = []]) => {
      // Null only stands for another phase at its side.
      const filter = cut(
        rows,
        columns.filter((column) => column !== null),
        m,
      );
      return (x) => tf.depthwiseConv2d(x, filter, 1, zeros, 'NHWC', dilation);
    }),
  );
  return {
    /** To be called inside of tidy. */
    run: (cotangent: Tensor4D, input: Shape4D): Tensor4D =>
      each
        .map((back, m) => back(everyNthChannel(cotangent, multiplier, m), input))
        .reduce((sum, part) => tf.add(sum, part)),
    dispose: () => tf.dispose([...made.values()]),
  };
}

function everyNthChannel(x: Tensor4D, n: number, offset: number): Tensor4D {
  if (n === 1) return x;
  const [, height, width, channels] = x.shape;
  const split = tf.reshape(x, [height * width, channels / n, n]);
  const slice = tf.slice3d(split as tf.Tensor3D, [0, 0, offset], [-1, -1, 1]);
  return tf.reshape(slice, [1, height, width, channels / n]);
}
