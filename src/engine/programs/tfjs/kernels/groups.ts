import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { depthwiseOf, groupsOf } from '../../../network/groups.ts';
import { type ConvOperation, type ConvTransposeOperation, linear } from '../../../network/ir.ts';
import { transposedSize, windowOfFilter } from '../../../network/operation-shapes.ts';
import { convKernel } from './conv.ts';
import { depthwiseKernel } from './depthwise.ts';
import { type Kept, type Kernel, only, type Shape4D } from './kernel.ts';

/** A convolution in groups: depthwise where each has one input, else one after the other. */
export function groupedConvKernel(operation: ConvOperation): Kernel {
  const depthwise = depthwiseOf(operation);
  if (depthwise) return depthwiseKernel(depthwise);
  const kernels = groupsOf(operation).map((group) => convKernel(group.operation));
  const [first, ...rest] = kernels;
  return first && rest.length === 0 ? first : inGroups(kernels);
}

/** Each kernel on an equal share of the channels. */
function inGroups(kernels: readonly Kernel[]): Kernel {
  const share = (x: Tensor4D, group: number): Tensor4D => {
    const size = x.shape[3] / kernels.length;
    return tf.slice4d(x, [0, 0, 0, group * size], [-1, -1, -1, size]);
  };
  const [first] = kernels;
  return {
    keeps: { inputs: false, output: first?.keeps.output ?? false },
    forward: (inputs) =>
      tf.tidy(() => {
        const x = only(inputs);
        const parts = kernels.map((kernel, group) => kernel.forward([share(x, group)]));
        return tf.concat(parts, 3);
      }),
    backward: (cotangent, { inputShapes, output }) => [
      tf.tidy(() => {
        const [one, height, width, channels] = only(inputShapes);
        const shape: Shape4D = [one, height, width, channels / kernels.length];
        const parts = kernels.flatMap((kernel, group) => {
          const kept: Kept = {
            ...{ inputShapes: [shape], inputs: [] },
            output: output && share(output, group),
          };
          return kernel.backward(share(cotangent, group), kept);
        });
        return tf.concat(parts, 3);
      }),
    ],
    dispose: () => {
      for (const kernel of kernels) kernel.dispose();
    },
  };
}

/** A convolution's transpose is its input gradient, and the other way round. */
export function convTransposeKernel(operation: ConvTransposeOperation): Kernel {
  const { extra, groups = 1 } = operation;
  const conv = groupedConvKernel({ ...operation, op: 'conv', bias: null, activation: linear });
  const bias = operation.bias && tf.tensor1d(operation.bias.load());
  const outputs = (operation.filter.shape[2] ?? 1) * groups;
  return {
    keeps: { inputs: false, output: false },
    forward: (inputs) =>
      tf.tidy(() => {
        const x = only(inputs);
        const [, height, width] = x.shape;
        const size = transposedSize({ height, width }, windowOfFilter(operation), extra);
        const shape: Shape4D = [1, size.height, size.width, outputs];
        const y = only(conv.backward(x, { inputShapes: [shape], inputs: [], output: null }));
        return bias ? tf.add<Tensor4D>(y, bias) : y;
      }),
    backward: (cotangent) => [conv.forward([cotangent])],
    dispose: () => {
      conv.dispose();
      if (bias) bias.dispose();
    },
  };
}
