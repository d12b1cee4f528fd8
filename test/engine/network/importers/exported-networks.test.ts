import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { worstError } from '../autograd-reference.ts';
import { fromLayersModel } from '../from-layers-model.ts';
import { memorySource } from '../memory-source.ts';
import { filesOfModel, smallNetwork } from './small-network.ts';

/** Networks as other programs write them: models inside models, and the names of Keras 3. */
function open(model: unknown) {
  const description = { name: 'Test network', range: { scale: 1, offset: 0 } };
  return loadNetwork(memorySource(filesOfModel(model)), description);
}

const layersOf = ({ ir }: Network) => ir.map(({ name, inputs }) => [name, ...inputs].join(' '));

const convolution = (name: string, inputShape?: [number, number, number]) =>
  tf.layers.conv2d({
    filters: 3,
    kernelSize: 3,
    padding: 'same',
    activation: 'relu',
    name,
    ...(inputShape && { inputShape }),
  });

describe('models inside models', () => {
  test('a sequential model of models, as Teachable Machine saves it', async () => {
    const input = tf.input({ shape: [16, 16, 3], name: 'picture' });
    const first = convolution('c1').apply(input) as tf.SymbolicTensor;
    const outputs = convolution('c2').apply(first) as tf.SymbolicTensor;
    const base = tf.model({ inputs: input, outputs, name: 'base' });
    const pooled = tf.sequential({
      layers: [base, tf.layers.globalAveragePooling2d({ name: 'gap' })],
    });
    const dense = tf.layers.dense({ units: 2, useBias: false, name: 'dense', inputShape: [3] });
    const model = tf.sequential({ layers: [pooled, tf.sequential({ layers: [dense] })] });
    const network = await fromLayersModel(model);
    expect(layersOf(network)).toEqual(['input', 'c1 input', 'c2 c1', 'gap c2', 'dense gap']);
    await expectSame(model, network, 'dense', 16);
  });

  test('a model that is called twice, with two outputs', async () => {
    const inside = tf.input({ shape: [null, null, 3], name: 'inside' });
    const a = convolution('a').apply(inside) as tf.SymbolicTensor;
    const b = convolution('b').apply(a) as tf.SymbolicTensor;
    const block = tf.model({ inputs: inside, outputs: [a, b], name: 'block' });
    const input = tf.input({ shape: [null, null, 3], name: 'picture' });
    const [a1, b1] = block.apply(input) as tf.SymbolicTensor[];
    const [, b2] = block.apply(b1 as tf.SymbolicTensor) as tf.SymbolicTensor[];
    const sum = tf.layers.add({ name: 'sum' });
    const outputs = sum.apply([a1, b2] as tf.SymbolicTensor[]) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs });
    const network = await fromLayersModel(model);
    expect(network.ir.map(({ name }) => name)).toContain('b:1');
    await expectSame(model, network, 'sum', 9);
  });

  test('models without end, and models that multiply each other, are refused', async () => {
    const nest = (depth: number): object => ({
      class_name: 'Sequential',
      config: { name: `s${depth}`, layers: depth ? [nest(depth - 1)] : [] },
    });
    const deep = { ...smallNetwork(), modelTopology: nest(40) };
    expect(await open(deep)).toMatchObject({ ok: false, problem: { code: 'network-format' } });

    const twice = (name: string) => [[[name, 0, 0]], [[name, 1, 0]]];
    let inner: object = {
      class_name: 'ReLU',
      name: 'relu',
      config: {},
      inbound_nodes: [[['i0', 0, 0]]],
    };
    for (let i = 0; i < 14; i++) {
      const input = { class_name: 'InputLayer', name: `i${i}`, config: {}, inbound_nodes: [] };
      const config = {
        layers: [input, inner],
        input_layers: [[`i${i}`, 0, 0]],
        output_layers: [['x', 0, 0]],
      };
      inner = {
        class_name: 'Functional',
        name: `m${i}`,
        config,
        inbound_nodes: twice(`i${i + 1}`),
      };
    }
    const many = smallNetwork();
    many.modelTopology.model_config.config.layers.push({ ...inner, inbound_nodes: twice('c1') });
    expect(await open(many)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('layers and connections') },
    });
  });
});

test('a depthwise kernel by the name that Keras 3 gives it', async () => {
  const model = smallNetwork();
  const [, , c2] = model.modelTopology.model_config.config.layers;
  c2.class_name = 'DepthwiseConv2D';
  c2.config = { ...c2.config, activation: { class_name: 'function', config: 'relu' } };
  model.weightsManifest[0].weights[2].shape = [3, 3, 4, 1];
  const loaded = await open(model);
  expect(loaded.ok && loaded.value.ir.at(-1)).toMatchObject({
    op: 'depthwise',
    filter: { shape: [3, 3, 4, 1] },
    activation: { kind: 'relu' },
  });
});

/** The network computes what the model does. */
async function expectSame(model: tf.LayersModel, network: Network, layer: string, side: number) {
  const compiled = compileTfjsProgram(network, [layer]);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const picture = tf.randomUniform([1, side, side, 3], 0, 1, 'float32', 7) as tf.Tensor4D;
  const expected = (model.predict(picture) as tf.Tensor).dataSync();
  const found = compiled.value.forward(picture).get(layer)?.dataSync() ?? [];
  expect(found.length).toBe(expected.length);
  expect(worstError(Float32Array.from(found), Float32Array.from(expected))).toBeLessThan(1e-4);
}

test('a model.json in UTF-16, as some shells write it', async () => {
  const files = new Map(filesOfModel(smallNetwork()));
  const text = Buffer.from(files.get('model.json') as Uint8Array).toString();
  files.set('model.json', Buffer.from(`\uFEFF${text}`, 'utf16le'));
  const description = { name: 'Test network', range: { scale: 1, offset: 0 } };
  const network = await loadNetwork(memorySource(files), description);
  expect(network.ok).toBe(true);
});
