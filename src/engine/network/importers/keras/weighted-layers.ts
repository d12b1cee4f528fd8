import type { z } from 'zod';
import { type IrNode, linear, type Operation, type Pair, type Weights } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { type LayerCall, weightOf, weightPerChannel, withActivation } from './layer-call.ts';
import type { denseSettings, normalisationSettings, WindowSettings } from './layer-settings.ts';

/*
 * The layers that have weights: convolutions, and what is written as one here.
 */

export function conv(call: LayerCall, settings: WindowSettings): readonly IrNode[] {
  const filter = weightOf(call, ['kernel'], 4);
  const operation: Operation = {
    op: 'conv',
    filter,
    bias: bias(call, settings, filter.shape[3]),
    ...windowing(settings, filter),
    ...groupsOf(settings, call.channels(0), filter),
  };
  return withActivation(call, operation, settings.activation);
}

/** The filter of a convolution in groups is for the channels of one. */
function groupsOf(
  { groups }: WindowSettings,
  channels: number,
  { shape: [, , within = 0, outputs = 0] }: Weights,
) {
  const count = groups ?? 1;
  if (count === 1) return {};
  if (within * count === channels && outputs % count === 0) return { groups: count };
  throw new Unsupported(`has ${count} groups, which do not divide its channels`);
}

export function depthwiseConv(call: LayerCall, settings: WindowSettings): readonly IrNode[] {
  // Keras 3 calls it kernel.
  const filter = weightOf(call, ['depthwise_kernel', 'kernel'], 4);
  const operation = depthwise(filter, bias(call, settings, outputsOf(filter)), settings);
  return withActivation(call, operation, settings.activation);
}

/** A depthwise convolution without bias, then a 1x1 convolution. */
export function separableConv(call: LayerCall, settings: WindowSettings): readonly IrNode[] {
  const between = `${call.name}/depthwise`;
  const filter = weightOf(call, ['depthwise_kernel'], 4);
  const pointwise = weightOf(call, ['pointwise_kernel'], 4);
  const operation: Operation = {
    op: 'conv',
    filter: pointwise,
    bias: bias(call, settings, pointwise.shape[3]),
    ...plain,
    padding: settings.padding,
  };
  return [
    { name: between, inputs: call.inputs, ...depthwise(filter, null, settings) },
    ...withActivation({ ...call, inputs: [between] }, operation, settings.activation),
  ];
}

/** Dense works on the last axis, so it is a 1x1 convolution (after Flatten, on a 1x1 picture). */
export function dense(call: LayerCall, settings: z.infer<typeof denseSettings>): readonly IrNode[] {
  const kernel = weightOf(call, ['kernel'], 2);
  const operation: Operation = {
    op: 'conv',
    filter: { shape: [1, 1, ...kernel.shape], load: kernel.load },
    bias: bias(call, settings, kernel.shape[1]),
    ...plain,
  };
  return withActivation(call, operation, settings.activation);
}

const plain = {
  strides: [1, 1],
  dilation: [1, 1],
  padding: 'valid',
  activation: linear,
} as const;

function depthwise(filter: Weights, own: Weights | null, settings: WindowSettings): Operation {
  return { op: 'depthwise', filter, bias: own, ...windowing(settings, filter) };
}

function windowing(settings: WindowSettings, { shape: [height, width] }: Weights) {
  const strides: Pair = settings.strides ?? [1, 1];
  const dilation: Pair = settings.dilation_rate ?? [1, 1];
  const size = settings.kernel_size;
  if (size && (size[0] !== height || size[1] !== width)) {
    throw new Unsupported(
      `has kernels of ${height}x${width}, not of ${size[0]}x${size[1]} as it says`,
    );
  }
  return { strides, dilation, padding: settings.padding, activation: linear };
}

function outputsOf({ shape: [, , channels = 0, multiplier = 0] }: Weights): number {
  return channels * multiplier;
}

function bias(
  call: LayerCall,
  { use_bias: used }: Pick<WindowSettings, 'use_bias'>,
  channels = 0,
): Weights | null {
  return used === false ? null : weightPerChannel(call, 'bias', channels);
}

/** Its kernel is [height, width, outputs, inputs]. */
export function convTranspose(call: LayerCall, settings: WindowSettings): readonly IrNode[] {
  const filter = weightOf(call, ['kernel'], 4);
  const [height = 1, width = 1, outputs = 0] = filter.shape;
  const { strides, dilation, padding } = windowing(settings, filter);
  if (Math.max(...dilation) > 1 || settings.output_padding) {
    throw new Unsupported('has dilation or output padding');
  }
  const over = [height - strides[0], width - strides[1]] as const;
  const around = over.map((rest) => (padding === 'same' ? Math.max(rest, 0) : 0));
  const [rows = 0, columns = 0] = around;
  const operation: Operation = {
    op: 'conv-transpose',
    filter,
    bias: bias(call, settings, outputs),
    strides,
    dilation,
    padding: {
      top: Math.floor(rows / 2),
      bottom: Math.ceil(rows / 2),
      left: Math.floor(columns / 2),
      right: Math.ceil(columns / 2),
    },
    extra: [Math.max(-over[0], 0), Math.max(-over[1], 0)],
  };
  return withActivation(call, operation, settings.activation);
}

/** gamma · (x - mean) / sqrt(variance + epsilon) + beta, as scale and offset per channel. */
export function batchNormalization(
  call: LayerCall,
  settings: z.infer<typeof normalisationSettings>,
): Operation {
  const mean = weightOf(call, ['moving_mean'], 1);
  const [channels = 0] = mean.shape;
  const variance = weightPerChannel(call, 'moving_variance', channels);
  const gamma = settings.scale === false ? null : weightPerChannel(call, 'gamma', channels);
  const beta = settings.center === false ? null : weightPerChannel(call, 'beta', channels);
  const epsilon = settings.epsilon ?? 1e-3;
  const scale = (): Float32Array => {
    const gain = gamma?.load();
    return variance.load().map((v, i) => (gain?.[i] ?? 1) / Math.sqrt(v + epsilon));
  };
  const offset = (): Float32Array => {
    const shift = beta?.load();
    const factors = scale();
    return mean.load().map((m, i) => (shift?.[i] ?? 0) - m * (factors[i] ?? 0));
  };
  return {
    op: 'affine',
    scale: { shape: mean.shape, load: scale },
    offset: { shape: mean.shape, load: offset },
    moments: { mean, variance },
  };
}
