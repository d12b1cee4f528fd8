import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../../../src/common/sha256.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { embedded } from '../embedded.ts';
import { filesOf } from '../from-layers-model.ts';
import { memorySource } from '../memory-source.ts';

/** Whatever is wrong with a network is said in a sentence that names the layer or the file. */
const description = { name: 'Test network', range: { scale: 1, offset: 0 } };

async function problemOf(files: Map<string, Uint8Array>, checksums?: Record<string, string>) {
  const loaded = await loadNetwork(memorySource(files), {
    ...description,
    ...(checksums ? { checksums } : {}),
  });
  if (!loaded.ok) return loaded.problem;
  // Layers before the one that cannot be read are there all the same.
  const [note] = loaded.value.notes ?? [];
  if (!note) throw new Error('It loaded.');
  return note;
}

async function smallModel(layer: tf.layers.Layer) {
  const input = tf.input({ shape: [8, 8, 3] });
  const outputs = layer.apply(input) as tf.SymbolicTensor;
  return filesOf(tf.model({ inputs: input, outputs }));
}
const convolution = () =>
  smallModel(tf.layers.conv2d({ filters: 2, kernelSize: 3, name: 'first' }));

describe('a file of a network', () => {
  test('that is missing is named', async () => {
    const files = await convolution();
    files.delete('weights.bin');
    expect(await problemOf(files)).toMatchObject({
      code: 'network-file',
      message: expect.stringContaining('weights.bin'),
    });
  });

  test('that was changed is named', async () => {
    const files = await convolution();
    const hash = await sha256(files.get('weights.bin') as Uint8Array);
    const bytes = files.get('weights.bin') as Uint8Array;
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    expect(await problemOf(files, { 'weights.bin': hash })).toMatchObject({
      code: 'network-checksum',
      message: expect.stringContaining('weights.bin'),
    });
  });

  test('that ends too early is named', async () => {
    const files = await convolution();
    files.set('weights.bin', (files.get('weights.bin') as Uint8Array).slice(0, 100));
    expect(await problemOf(files)).toMatchObject({
      code: 'network-weights',
      message: expect.stringMatching(/weights\.bin ends too early: first\/kernel/),
    });
  });

  test.each([
    '',
    'not json',
    '{}',
    '[]',
    '{"modelTopology": 3}',
    '{"modelTopology": {"model_config": {"config": {}}}}',
  ])('model.json with %j', async (text) => {
    const files = new Map([['model.json', new TextEncoder().encode(text)]]);
    expect((await problemOf(files)).message).toMatch(/model/);
  });
});

test('a layer that is not supported is named with its class', async () => {
  const files = await smallModel(tf.layers.permute({ dims: [2, 1, 3], name: 'turn' }));
  expect((await problemOf(files)).message).toMatch(/^The layer turn \(Permute\)/);
});

describe('a layer asked for', () => {
  let network: Network;
  beforeAll(async () => {
    network = await embedded('inception-v3');
  });

  test('that does not exist brings the nearest names', () => {
    const compiled = compileTfjsProgram(network, ['mixd4']);
    expect(compiled).toMatchObject({
      ok: false,
      problem: {
        code: 'unknown-layer',
        message: expect.stringMatching(/no layer "mixd4"\. Nearest: mixed4/),
      },
    });
  });

  test('that is too deep for the size is told with the size it needs', () => {
    const compiled = compileTfjsProgram(network, ['mixed2', 'mixed8']);
    if (!compiled.ok) throw new Error(compiled.problem.message);
    const { fits, dispose } = compiled.value;
    const need = 75;
    expect(fits({ width: need, height: need })).toEqual({ ok: true, value: undefined });
    expect(fits({ width: 300, height: need - 1 })).toMatchObject({
      ok: false,
      problem: {
        code: 'layer-too-deep',
        message: expect.stringMatching(
          new RegExp(`mixed8 .*300 x ${need - 1}.*at least ${need} x ${need}`),
        ),
      },
    });
    dispose();
  });
});
