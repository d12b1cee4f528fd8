import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseModel } from '../../../../src/engine/network/importers/keras/topology.ts';
import { kerasHdf5 } from '../../../../src/engine/network/importers/keras-file/import-keras-file.ts';
import { byNumber } from '../../../../src/engine/network/importers/keras-file/numbered-weights.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { ConvOperation } from '../../../../src/engine/network/ir.ts';
import { inMemory } from '../../../../src/engine/network/sources.ts';
import { constantWeights } from '../../../../src/engine/network/weights.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { worstError } from '../autograd-reference.ts';
import { memorySource } from '../memory-source.ts';

/** Files made by test/fixtures/networks/keras/make_networks.py, which says what they follow. */
const folder = new URL('../../../fixtures/networks/keras/', import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const open = (bytes: Uint8Array, main = 'network.bin') =>
  loadNetwork(memorySource(new Map([[main, bytes]]), main), {
    name: 'Test network',
    range: { scale: 1, offset: 0 },
  });

beforeAll(() => tf.setBackend('cpu'));

describe.each([
  ['keras-2.h5', 1e-4],
  ['keras-2-float16-packed.h5', 5e-3],
  ['keras-3.keras', 1e-4],
])('%s, by whatever name', (name, tolerance) => {
  test.each(['norm', 'second'])(
    'gives what TensorFlow.js computes of the same layers: %s',
    async (layer) => {
      const loaded = await open(fixture(name));
      if (!loaded.ok) throw new Error(loaded.problem.message);
      expect(loaded.value.notes).toEqual([]);
      const compiled = compileTfjsProgram(loaded.value, [layer]);
      if (!compiled.ok) throw new Error(compiled.problem.message);
      const picture = tf.randomUniform([1, 21, 17, 3], 0, 255, 'float32', 3) as tf.Tensor4D;
      const found = compiled.value.forward(picture).get(layer)?.dataSync<'float32'>();
      const expected = (reference(layer).predict(picture) as tf.Tensor).dataSync<'float32'>();
      expect(found).toHaveLength(expected.length);
      expect(worstError(found as Float32Array, expected)).toBeLessThan(tolerance);
    },
  );
});

test('what the first layers say of pictures is heard', async () => {
  const source = memorySource(new Map([['a', fixture('keras-3.keras')]]), 'a');
  const loaded = await loadNetwork(source, { name: 'Test network' });
  expect(loaded.ok && loaded.value.range).toEqual({ scale: 255, offset: 0 });
});

test('opening reads no weights, and a layer only its own', async () => {
  const bytes = fixture('keras-2-float16-packed.h5');
  let count = 0;
  const whole = inMemory(bytes);
  const counted = {
    size: whole.size,
    read: (begin: number, end: number) => {
      count += end - begin;
      return whole.read(begin, end);
    },
  };
  const made = await kerasHdf5.toIr(counted, async () => open(bytes) as never);
  if (!made.ok) throw new Error(made.problem.message);
  const opened = count;
  const filter = (made.value.ir.find(({ name }) => name === 'first') as ConvOperation | undefined)
    ?.filter;
  expect(filter?.load()).toHaveLength(108);
  expect(count).toBeGreaterThan(opened);
  expect(count - opened).toBeLessThan(bytes.length / 8);
});

test('Keras 3 numbers weights by class, in models inside too', () => {
  const conv = (name: string) => ({
    class_name: 'Conv2D',
    name,
    config: { name },
    inbound_nodes: [],
  });
  const inner = {
    class_name: 'Sequential',
    name: 'inner',
    config: { layers: [conv('c'), conv('d')] },
  };
  const model = parseModel({
    class_name: 'Sequential',
    config: { layers: [conv('a'), inner, conv('b')] },
  });
  if (!model.ok) throw new Error(model.problem.message);
  const weight = (value: number) => constantWeights([1], Float32Array.of(value));
  const store = byNumber(
    model.value,
    new Map([
      ['layers/conv2d/vars/1', weight(1)],
      ['layers/conv2d_1/vars/0', weight(2)],
      ['layers/sequential/layers/conv2d_1/vars/0', weight(3)],
    ]),
  );
  const found = [
    store('a', 'bias'),
    store('a', 'kernel'),
    store('b', 'kernel'),
    store('d', 'kernel'),
  ];
  expect(found.map((weights) => weights?.load()[0])).toEqual([1, undefined, 2, 3]);
});

describe('a sentence for', () => {
  const problemOf = async (bytes: Uint8Array) => {
    const loaded = await open(bytes);
    return loaded.ok ? loaded.value.notes?.[0] : loaded.problem;
  };

  test.each(['keras-2.h5', 'keras-3.keras'])('every part of %s', async (name) => {
    const bytes = fixture(name);
    for (const part of [0.02, 0.1, 0.5, 0.9, 0.999]) {
      const cut = bytes.slice(0, Math.floor(bytes.length * part));
      expect((await problemOf(cut))?.message, `${part}`).toMatch(/\.$/);
    }
  });

  test('a zip of something else', async () => {
    const problem = await problemOf(zipSync({ 'readme.txt': Uint8Array.of(1) }));
    expect(problem).toMatchObject({
      code: 'network-format',
      remedy: expect.stringContaining('.keras'),
    });
  });
});

/** The layers of make_networks.py up to one of them, with its numbers. */
function reference(layer: string): tf.LayersModel {
  const l = tf.layers;
  const model = tf.sequential();
  const all = [
    l.rescaling({ name: 'rescaling', scale: 1 / 127.5, offset: -1, inputShape: [null, null, 3] }),
    l.conv2d({ name: 'first', filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
    l.batchNormalization({ name: 'norm' }),
    l.reLU({ name: 'relu', maxValue: 6 }),
    l.depthwiseConv2d({ name: 'depth', kernelSize: 3, padding: 'same', useBias: false }),
    l.conv2d({ name: 'second', filters: 6, kernelSize: 1, activation: 'relu' }),
  ];
  let seed = 0;
  for (const each of all) {
    model.add(each);
    // Gains and variances are drawn above 0.
    const above = each.name === 'norm' ? [0, 3] : [];
    each.setWeights(
      each.getWeights().map(({ shape }, at) => {
        seed += 1;
        return tf.tensor(draw(shape, seed, above.includes(at) ? 0.5 : -0.5), shape);
      }),
    );
    if (each.name === layer) break;
  }
  return model;
}

function draw(shape: readonly number[], seed: number, low: number): Float32Array {
  let x = seed;
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    x = Number((1103515245n * BigInt(x) + 12345n) % 2n ** 31n);
    return low + (x >> 15) / 2 ** 16;
  });
}
