import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Result } from '../../../src/common/result.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import type { Program } from '../../../src/engine/programs/program.ts';
import { repairGradients, worstError } from './autograd-reference.ts';
import { fromLayersModel } from './from-layers-model.ts';

export type Compile = (network: Network, layers: readonly string[]) => Result<Program>;

const height = 11;
const width = 13;

const l = tf.layers;
export type Build = (x: tf.SymbolicTensor) => tf.SymbolicTensor;
const apply =
  (layer: tf.layers.Layer): Build =>
  (x) =>
    layer.apply(x) as tf.SymbolicTensor;
const chain =
  (...builds: Build[]): Build =>
  (x) =>
    builds.reduce((value, build) => build(value), x);
const random = (seed: number) => tf.initializers.randomNormal({ mean: 0, stddev: 0.4, seed });
const conv = (options: Partial<Parameters<typeof l.conv2d>[0]> = {}) =>
  apply(
    l.conv2d({
      filters: 5,
      kernelSize: 3,
      kernelInitializer: random(1),
      biasInitializer: random(2),
      ...options,
    }),
  );
const depthwise = (options: Partial<Parameters<typeof l.depthwiseConv2d>[0]> = {}) =>
  apply(
    l.depthwiseConv2d({
      kernelSize: 3,
      depthwiseInitializer: random(3),
      biasInitializer: random(4),
      ...options,
    }),
  );
const drawn = { kernelInitializer: random(1), biasInitializer: random(2) };
const norm = (options: object) =>
  apply(
    l.batchNormalization({
      betaInitializer: random(5),
      gammaInitializer: random(6),
      movingMeanInitializer: random(7),
      movingVarianceInitializer: tf.initializers.randomUniform({ minval: 0.5, maxval: 2, seed: 8 }),
      ...options,
    }),
  );
const two =
  (join: tf.layers.Layer): Build =>
  (x) =>
    join.apply([
      conv({ padding: 'same' })(x),
      conv({ padding: 'same', kernelSize: 1 })(x),
    ]) as tf.SymbolicTensor;

/** The middle of the picture, a map as small as deep layers have on small octaves. */
const middle = (rows: number, columns: number): Build => {
  const around = (length: number, kept: number): [number, number] => [
    Math.floor((length - kept) / 2),
    Math.ceil((length - kept) / 2),
  ];
  return apply(l.cropping2D({ cropping: [around(height, rows), around(width, columns)] }));
};

const negative = norm({ betaInitializer: tf.initializers.constant({ value: -9 }) });
/** PyTorch's 3x3 max pool with stride 2 and padding 1, as a layers model has to write it. */
const aroundEverySecond = [
  apply(l.maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' })),
  apply(l.maxPooling2d({ poolSize: 1, strides: 2, padding: 'valid' })),
];

/** Every layer class, and every way to set it that changes what is computed. */
export const cases: Readonly<Record<string, Build>> = {
  'Conv2D, valid': conv(),
  'Conv2D, same': conv({ padding: 'same' }),
  'Conv2D, stride 2, same': conv({ padding: 'same', strides: 2 }),
  'Conv2D, stride 2, valid': conv({ strides: 2 }),
  'Conv2D, strides 3 and 2, kernel 2x5': conv({
    strides: [3, 2],
    kernelSize: [2, 5],
    padding: 'same',
  }),
  'Conv2D, stride larger than kernel': conv({ strides: 3, kernelSize: 2 }),
  'Conv2D, most of the filter beside the map': chain(
    middle(1, 2),
    conv({ kernelSize: 7, padding: 'same' }),
  ),
  'Conv2D, stride 2, some of the filter beside the map': chain(
    middle(2, 3),
    conv({ kernelSize: [5, 8], strides: 2, padding: 'same' }),
  ),
  'Conv2D, without bias': conv({ useBias: false }),
  'Conv2D, relu': conv({ activation: 'relu' }),
  DepthwiseConv2D: depthwise(),
  'DepthwiseConv2D, stride 2, same, multiplier 2': depthwise({
    strides: 2,
    padding: 'same',
    depthMultiplier: 2,
  }),
  SeparableConv2D: apply(
    l.separableConv2d({
      filters: 4,
      kernelSize: 3,
      padding: 'same',
      depthwiseInitializer: random(9),
      pointwiseInitializer: random(10),
      biasInitializer: random(11),
    }),
  ),
  BatchNormalization: chain(conv(), norm({})),
  'BatchNormalization without scale': chain(conv(), norm({ scale: false })),
  'BatchNormalization without centre': chain(conv(), norm({ center: false })),
  'BatchNormalization of the picture': norm({}),
  'Activation relu': chain(norm({}), apply(l.activation({ activation: 'relu' }))),
  ReLU: chain(conv(), apply(l.reLU({}))),
  ReLU6: chain(conv({ kernelInitializer: random(12), filters: 8 }), apply(l.reLU({ maxValue: 6 }))),
  LeakyReLU: chain(conv(), apply(l.leakyReLU({ alpha: 0.2 }))),
  'Activation sigmoid': chain(conv(), apply(l.activation({ activation: 'sigmoid' }))),
  'Activation tanh': chain(conv(), apply(l.activation({ activation: 'tanh' }))),
  'Activation swish': chain(conv(), apply(l.activation({ activation: 'swish' }))),
  'MaxPooling2D after relu': chain(
    conv({ activation: 'relu' }),
    apply(l.maxPooling2d({ poolSize: 3, strides: 2 })),
  ),
  'MaxPooling2D of negative values': chain(
    negative,
    apply(l.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  ),
  'MaxPooling2D around every second pixel': chain(negative, ...aroundEverySecond),
  'MaxPooling2D around every second pixel of an even map': chain(
    negative,
    middle(10, 8),
    ...aroundEverySecond,
  ),
  'AveragePooling2D, same': chain(
    conv(),
    apply(l.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' })),
  ),
  'AveragePooling2D, stride 2, valid': apply(l.averagePooling2d({ poolSize: 3, strides: 2 })),
  'Conv2DTranspose, same': apply(
    l.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', ...drawn }),
  ),
  'Conv2DTranspose, valid, kernel shorter than stride': apply(
    l.conv2dTranspose({
      filters: 4,
      kernelSize: [2, 5],
      strides: [3, 2],
      activation: 'elu',
      ...drawn,
    }),
  ),
  Rescaling: chain(apply(l.rescaling({ scale: 1 / 127.5, offset: -1 })), conv()),
  LayerNormalization: chain(
    conv(),
    apply(
      l.layerNormalization({
        epsilon: 0.01,
        gammaInitializer: random(14),
        betaInitializer: random(15),
      }),
    ),
  ),
  PReLU: chain(conv(), apply(l.prelu({ sharedAxes: [1, 2], alphaInitializer: random(16) }))),
  ELU: chain(conv(), apply(l.elu({}))),
  'ReLU capped at 1': chain(conv(), apply(l.reLU({ maxValue: 1 }))),
  'Activation hardSigmoid': chain(conv(), apply(l.activation({ activation: 'hardSigmoid' }))),
  'Activation softplus': chain(conv(), apply(l.activation({ activation: 'softplus' }))),
  'Activation selu': chain(conv(), apply(l.activation({ activation: 'selu' }))),
  Maximum: two(l.maximum()),
  Minimum: two(l.minimum()),
  Average: two(l.average()),
  GlobalMaxPooling2D: chain(conv(), apply(l.globalMaxPooling2d({}))),
  GlobalAveragePooling2D: chain(conv(), apply(l.globalAveragePooling2d({}))),
  Concatenate: two(l.concatenate()),
  Add: two(l.add()),
  Multiply: two(l.multiply()),
  ZeroPadding2D: chain(
    apply(
      l.zeroPadding2d({
        padding: [
          [1, 2],
          [3, 0],
        ],
      }),
    ),
    conv(),
  ),
  Cropping2D: chain(
    apply(
      l.cropping2D({
        cropping: [
          [1, 2],
          [0, 3],
        ],
      }),
    ),
    conv(),
  ),
  'UpSampling2D nearest': chain(conv(), apply(l.upSampling2d({ size: [2, 3] }))),
  Dropout: chain(conv(), apply(l.dropout({ rate: 0.5 })), conv()),
  Reshape: chain(apply(l.reshape({ targetShape: [13, 11, 3] })), conv()),
  'Flatten and Dense': chain(
    conv({ strides: 2 }),
    apply(l.flatten()),
    apply(l.dense({ units: 4, kernelInitializer: random(13) })),
  ),
};

const image = tf.randomUniform([1, height, width, 3], -1, 1, 'float32', 42) as tf.Tensor4D;
const pixels = image.dataSync<'float32'>().slice();

/** Runs the program on the current backend; the cotangent of the output is fixed noise. */
async function run(compile: Compile, model: tf.LayersModel, cotangent: Float32Array) {
  const network = await fromLayersModel(model);
  const layer = network.ir.at(-1)?.name ?? '';
  const compiled = compile(network, [layer]);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const program = compiled.value;
  const input = tf.tensor4d(pixels, [1, height, width, 3]);
  const output = program.forward(input).get(layer) as tf.Tensor4D;
  const value = output.dataSync<'float32'>().slice();
  const shape = output.shape;
  output.dispose();
  const evaluate = () => new Map([[layer, tf.tensor4d(cotangent, shape)]]);
  // The first pass cuts filters for the backward direction and keeps them.
  program.gradient(input, evaluate).dispose();
  const before = tf.memory().numTensors;
  const gradient = program.gradient(input, evaluate);
  const slope = gradient.dataSync<'float32'>().slice();
  gradient.dispose();
  const left = tf.memory().numTensors - before;
  input.dispose();
  program.dispose();
  return { value, slope, left };
}

function noise(length: number): Float32Array {
  return tf.tidy(() => tf.randomNormal([length], 0, 1, 'float32', 7).dataSync<'float32'>().slice());
}

/**
 * Holds a layer's program to the LayersModel itself, forward, and to its autograd, backward, and
 * sees that a pass leaves no tensor behind.
 */
export async function checkLayer(build: Build, compile: Compile, backend: string): Promise<void> {
  await tf.setBackend('cpu');
  const input = tf.input({ shape: [height, width, 3] });
  const model = tf.model({ inputs: input, outputs: build(input) });
  const x = tf.tensor4d(pixels, [1, height, width, 3]);
  const expected = (model.predict(x) as tf.Tensor).dataSync<'float32'>().slice();
  const cotangent = noise(expected.length);
  repairGradients(model);
  const slope = tf.tidy(() =>
    tf
      .grad((v) => {
        const y = model.apply(v) as tf.Tensor;
        return tf.sum(tf.mul(y, tf.tensor(cotangent, y.shape)));
      })(x)
      .dataSync<'float32'>()
      .slice(),
  );

  await tf.setBackend(backend);
  const ours = await run(compile, model, cotangent);
  expect(ours.value.length).toBe(expected.length);
  expect(worstError(ours.value, expected)).toBeLessThan(1e-4);
  expect(worstError(ours.slope, slope)).toBeLessThan(1e-4);
  expect(ours.left).toBe(0);
}
