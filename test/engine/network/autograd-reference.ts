import * as tf from '@tensorflow/tfjs';
import type { Network } from '../../../src/engine/network/network.ts';

/**
 * The reference for gradients: tfjs autograd over the very LayersModel, on the cpu backend, with
 * what tfjs 4.22 gets wrong or refuses worked around in the layers:
 * - average pooling's gradient divides by the window's size even where SAME cuts the window off, so
 *   it is written as a depthwise convolution with ones over the true counts;
 * - batch normalisation without scale throws in gradient mode, so it is written out;
 * - the fused convolution computes filter gradients too, so the plain one is used (only for time).
 */
export function repairGradients(model: tf.LayersModel): tf.LayersModel {
  for (const layer of model.layers) {
    const config = layer.getConfig() as Config;
    if (layer.getClassName() === 'AveragePooling2D') replaceCall(layer, averagePool(config));
    if (layer.getClassName() === 'BatchNormalization') replaceCall(layer, batchNorm(layer, config));
    if (layer.getClassName() === 'Conv2D') replaceCall(layer, convolution(layer, config));
  }
  return model;
}

type Config = Record<string, unknown>;
type Call = (x: tf.Tensor4D) => tf.Tensor;
type Pair = [number, number];

function replaceCall(layer: tf.layers.Layer, call: Call): void {
  layer.call = (inputs) =>
    tf.tidy(() => call((Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D));
}

function averagePool(config: Config): Call {
  const [height, width] = config.poolSize as Pair;
  const window = (channels: number) => tf.ones([height, width, channels, 1]) as tf.Tensor4D;
  const sum = (x: tf.Tensor4D) =>
    tf.depthwiseConv2d(x, window(x.shape[3]), config.strides as Pair, config.padding as 'same');
  return (x) => tf.div(sum(x), sum(tf.onesLike(x)));
}

function batchNorm(layer: tf.layers.Layer, { epsilon, scale, center }: Config): Call {
  const weights = [...layer.getWeights()];
  const gamma = scale ? weights.shift() : undefined;
  const beta = center ? weights.shift() : undefined;
  const [mean, variance] = weights as [tf.Tensor, tf.Tensor];
  return (x) => {
    const centred = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon as number)));
    return tf.add(tf.mul(centred, gamma ?? 1), beta ?? 0);
  };
}

function convolution(layer: tf.layers.Layer, config: Config): Call {
  const [kernel, bias] = layer.getWeights() as [tf.Tensor4D, tf.Tensor?];
  const activate = (x: tf.Tensor) => (config.activation === 'relu' ? tf.relu(x) : x);
  if (config.activation !== 'relu' && config.activation !== 'linear') {
    throw new Error(`No reference for the activation ${String(config.activation)}.`);
  }
  return (x) =>
    activate(
      tf.add(
        tf.conv2d(
          x,
          kernel,
          config.strides as Pair,
          config.padding as 'same',
          'NHWC',
          config.dilationRate as Pair,
        ),
        bias ?? 0,
      ),
    );
}

/** The gradient by `image`, read back, of `objective` over the model's outputs in its range. */
export function referenceGradient(
  model: tf.LayersModel,
  image: tf.Tensor4D,
  { scale, offset }: Network['range'],
  objective: (activations: readonly tf.Tensor4D[]) => tf.Scalar,
): Float32Array {
  return tf.tidy(() => {
    const gradient = tf.grad((x) => {
      const outputs = model.apply(tf.add(tf.mul(x, scale), offset)) as tf.Tensor4D | tf.Tensor4D[];
      return objective(Array.isArray(outputs) ? outputs : [outputs]);
    })(image);
    return gradient.dataSync<'float32'>().slice();
  });
}

/** Largest difference, in standard deviations of the reference. */
export function worstError(actual: Float32Array, reference: Float32Array): number {
  const mean = reference.reduce((sum, v) => sum + v, 0) / reference.length;
  const variance = reference.reduce((sum, v) => sum + (v - mean) ** 2, 0) / reference.length;
  const worst = reference.reduce((max, v, i) => Math.max(max, Math.abs(v - (actual[i] ?? NaN))), 0);
  return worst / Math.sqrt(variance);
}
