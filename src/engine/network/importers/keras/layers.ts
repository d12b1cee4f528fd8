import { type IrNode, linear, type Operation, type Weights } from '../../ir.ts';
import {
  activation,
  channelsLast,
  margins,
  padding,
  pair,
  reluLayer,
  Unsupported,
} from './read-config.ts';
import type { WeightStore } from './weight-store.ts';

/** One call of one layer, ready to be translated. */
export interface LayerCall {
  readonly layer: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: WeightStore;
}

/** Gives the nodes of one layer call; the last has the call's name. Throws `Unsupported`. */
type Translate = (call: LayerCall) => readonly IrNode[];

const skip: Translate = () => [];

/** Every Keras layer class that can be imported. A class that gives no node passes its input on. */
export const translators: Readonly<Record<string, Translate>> = {
  InputLayer: (call) => single(call, { op: 'input', channels: inputChannels(call) }),
  Conv2D: (call) => withActivation(call, conv(call, 'kernel')),
  DepthwiseConv2D: (call) => withActivation(call, depthwise(call, 'bias')),
  SeparableConv2D: separable,
  Dense: (call) => withActivation(call, dense(call)),
  BatchNormalization: (call) => single(call, batchNormalization(call)),
  Activation: (call) =>
    single(call, { op: 'activation', activation: activation(call.config.activation) }),
  ReLU: (call) => single(call, { op: 'activation', activation: reluLayer(call.config) }),
  LeakyReLU: (call) =>
    single(call, {
      op: 'activation',
      activation: {
        kind: 'leaky-relu',
        alpha: Number(call.config.alpha ?? call.config.negative_slope ?? 0.3),
      },
    }),
  Softmax: skip,
  MaxPooling2D: (call) => single(call, pool(call, 'max')),
  AveragePooling2D: (call) => single(call, pool(call, 'average')),
  GlobalAveragePooling2D: (call) => single(call, { op: 'global-average-pool' }),
  Concatenate: (call) => single(call, concatenate(call)),
  Add: (call) => single(call, { op: 'add' }),
  Multiply: (call) => single(call, { op: 'multiply' }),
  ZeroPadding2D: (call) => single(call, { op: 'zero-pad', margins: margins(call.config.padding) }),
  Cropping2D: (call) => single(call, { op: 'crop', margins: margins(call.config.cropping) }),
  UpSampling2D: (call) => single(call, upsample(call)),
  Flatten: (call) => single(call, { op: 'flatten' }),
  Reshape: (call) => single(call, reshape(call)),
  Dropout: skip,
  SpatialDropout2D: skip,
  GaussianDropout: skip,
  GaussianNoise: skip,
  ActivityRegularization: skip,
};

function single({ name, inputs }: LayerCall, operation: Operation): readonly IrNode[] {
  return [{ name, inputs, ...operation }];
}

/** The convolution applies its own activation, but for swish, which needs a node of its own. */
function withActivation(call: LayerCall, operation: Operation): readonly IrNode[] {
  const own = activation(call.config.activation);
  if (own.kind !== 'swish') return single(call, { ...operation, activation: own } as Operation);
  const before = `${call.name}/linear`;
  return [
    { name: before, inputs: call.inputs, ...operation },
    { name: call.name, inputs: [before], op: 'activation', activation: own },
  ];
}

function inputChannels({ config }: LayerCall): number {
  const shape = config.batch_input_shape ?? config.batch_shape;
  const channels = Array.isArray(shape) ? shape[3] : undefined;
  if (channels !== 3)
    throw new Unsupported(`takes ${String(channels)} channels where a picture has 3`);
  return 3;
}

function weight(call: LayerCall, name: string): Weights {
  const found = call.weights(call.layer, name);
  if (!found) throw new Unsupported(`has no weight "${name}" in the manifest`);
  return found;
}

function bias(call: LayerCall, name = 'bias'): Weights | null {
  return call.config.use_bias === false ? null : weight(call, name);
}

function windowing(call: LayerCall) {
  channelsLast(call.config);
  const strides = pair(call.config.strides);
  const dilation = pair(call.config.dilation_rate);
  if (Math.max(...strides) > 1 && Math.max(...dilation) > 1) {
    throw new Unsupported('has strides and dilation at once');
  }
  return { strides, dilation, padding: padding(call.config), activation: linear };
}

function conv(call: LayerCall, kernel: string): Operation {
  if (Number(call.config.groups ?? 1) !== 1) throw new Unsupported('is a grouped convolution');
  return { op: 'conv', filter: weight(call, kernel), bias: bias(call), ...windowing(call) };
}

function depthwise(call: LayerCall, biasName: string | null): Operation {
  return {
    op: 'depthwise',
    filter: weight(call, 'depthwise_kernel'),
    bias: biasName === null ? null : bias(call, biasName),
    ...windowing(call),
  };
}

/** A depthwise convolution without bias, then a 1x1 convolution. */
function separable(call: LayerCall): readonly IrNode[] {
  const between = `${call.name}/depthwise`;
  const plain: LayerCall = { ...call, config: { ...call.config, strides: 1, dilation_rate: 1 } };
  return [
    { name: between, inputs: call.inputs, ...depthwise(call, null) },
    ...withActivation({ ...plain, inputs: [between] }, conv(plain, 'pointwise_kernel')),
  ];
}

/** Dense works on the last axis, so it is a 1x1 convolution (after Flatten, on a 1x1 picture). */
function dense(call: LayerCall): Operation {
  const kernel = weight(call, 'kernel');
  return {
    op: 'conv',
    filter: { shape: [1, 1, ...kernel.shape], load: kernel.load },
    bias: bias(call),
    strides: [1, 1],
    dilation: [1, 1],
    padding: 'valid',
    activation: linear,
  };
}

/** gamma · (x - mean) / sqrt(variance + epsilon) + beta, as scale and offset per channel. */
function batchNormalization(call: LayerCall): Operation {
  const { config } = call;
  const axis = Array.isArray(config.axis) ? config.axis[0] : (config.axis ?? -1);
  if (axis !== -1 && axis !== 3) throw new Unsupported(`normalises axis ${String(axis)}`);
  const mean = weight(call, 'moving_mean');
  const variance = weight(call, 'moving_variance');
  const gamma = config.scale === false ? null : weight(call, 'gamma');
  const beta = config.center === false ? null : weight(call, 'beta');
  const epsilon = Number(config.epsilon ?? 1e-3);
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
  };
}

function pool(call: LayerCall, kind: 'max' | 'average'): Operation {
  channelsLast(call.config);
  const size = pair(call.config.pool_size, [2, 2]);
  return {
    op: 'pool',
    kind,
    size,
    strides: pair(call.config.strides, size),
    padding: padding(call.config),
  };
}

function concatenate({ config }: LayerCall): Operation {
  const axis = config.axis ?? -1;
  if (axis !== -1 && axis !== 3) throw new Unsupported(`joins along axis ${String(axis)}`);
  return { op: 'concat' };
}

function upsample({ config }: LayerCall): Operation {
  channelsLast(config);
  const method = config.interpolation ?? 'nearest';
  if (method !== 'nearest' && method !== 'bilinear')
    throw new Unsupported(`interpolates "${String(method)}"`);
  return { op: 'upsample', factor: pair(config.size, [2, 2]), method };
}

function reshape({ config }: LayerCall): Operation {
  const shape = config.target_shape;
  if (!Array.isArray(shape) || !shape.every((n) => typeof n === 'number')) {
    throw new Unsupported('names no target shape');
  }
  const [height = -1, width = -1, channels = -1] = shape;
  if (shape.length === 1) return { op: 'flatten' };
  if (shape.length !== 3 || shape.includes(-1))
    throw new Unsupported(`reshapes to [${shape.join(', ')}]`);
  return { op: 'reshape', shape: [height, width, channels] };
}
