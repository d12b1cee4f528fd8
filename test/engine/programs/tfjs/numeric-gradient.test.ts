import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { fromLayersModel } from '../../network/from-layers-model.ts';

/** Layers for which tfjs has no gradient to compare with: the slope along a direction, measured. */
const l = tf.layers;
const cases = {
  'Conv2D, dilation 2, valid': () => l.conv2d({ filters: 4, kernelSize: 3, dilationRate: 2 }),
  'Conv2D, dilation 3 and 2, same': () =>
    l.conv2d({ filters: 4, kernelSize: 3, dilationRate: [3, 2], padding: 'same' }),
  'Conv2D, dilation 3, most of the filter beside the map': () =>
    l.conv2d({ filters: 4, kernelSize: 9, dilationRate: 3, padding: 'same' }),
  'DepthwiseConv2D, dilation 2': () =>
    l.depthwiseConv2d({ kernelSize: 3, dilationRate: 2, padding: 'same' }),
  'UpSampling2D bilinear': () => l.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
};

beforeAll(async () => void (await useBackend('wasm')));

test.each(Object.entries(cases))('%s', async (_, layer) => {
  const input = tf.input({ shape: [12, 10, 3] });
  const model = tf.model({ inputs: input, outputs: layer().apply(input) as tf.SymbolicTensor });
  const network = await fromLayersModel(model);
  const name = network.ir.at(-1)?.name ?? '';
  const compiled = compileTfjsProgram(network, [name]);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const program = compiled.value;

  const image = tf.randomUniform([1, 12, 10, 3], 0, 1, 'float32', 1) as tf.Tensor4D;
  const direction = tf.randomNormal([1, 12, 10, 3], 0, 1, 'float32', 2) as tf.Tensor4D;
  const value = program.forward(image).get(name) as tf.Tensor4D;
  const cotangent = tf.randomNormal(value.shape, 0, 1, 'float32', 3) as tf.Tensor4D;
  // These layers are linear, so a large step measures the slope exactly.
  const moved = program.forward(tf.add(image, direction)).get(name) as tf.Tensor4D;
  const measured = tf.sum(tf.mul(cotangent, tf.sub(moved, value))).dataSync()[0] as number;
  const gradient = program.gradient(image, () => new Map([[name, tf.clone(cotangent)]]));
  const claimed = tf.sum(tf.mul(gradient, direction)).dataSync()[0] as number;
  expect(Math.abs(claimed - measured)).toBeLessThan(1e-4 * Math.abs(measured) + 1e-3);
});
