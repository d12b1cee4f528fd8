import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFile } from '../../../../src/cli/files/open-file.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { ConvOperation } from '../../../../src/engine/network/ir.ts';
import { type NetworkSource, urlSource } from '../../../../src/engine/network/sources.ts';
import { memorySource } from '../memory-source.ts';

/**
 * Every type in which a layers model may store its weights, read from disk (Node gives Buffers, small
 * ones inside a shared pool), from memory, and from a server. The kernel begins behind a weight of
 * odd length, so that its bytes are not aligned.
 */
const kernel = [0.5, -1.25, 3, -0.0625, 2 ** -16, 1000];
const scale = 1 / 64;

const stored = {
  float32: { bytes: bytesOf(Float32Array.from(kernel)), values: kernel },
  // -1.25 is 0xbd00: sign 1, exponent 15, fraction 1/4. 2^-16 is subnormal: 256 units of 2^-24.
  float16: {
    bytes: bytesOf(Uint16Array.from([0x3800, 0xbd00, 0x4200, 0xac00, 0x0100, 0x63d0])),
    quantization: { dtype: 'float16' },
    values: kernel,
  },
  uint16: {
    bytes: bytesOf(Uint16Array.from([0, 1, 255, 256, 40000, 65535])),
    quantization: { dtype: 'uint16', scale, min: -3 },
    values: [0, 1, 255, 256, 40000, 65535].map((level) => level * scale - 3),
  },
  'uint16-plain': {
    bytes: bytesOf(Uint16Array.from([0, 1, 255, 256, 40000, 65535])),
    quantization: { dtype: 'uint16' },
    values: [0, 1, 255, 256, 40000, 65535],
  },
  int32: {
    bytes: bytesOf(Int32Array.from([0, -1, 255, 256, -40000, 65536])),
    quantization: { dtype: 'int32' },
    values: [0, -1, 255, 256, -40000, 65536],
  },
  int8: {
    bytes: Uint8Array.from([0, 1, 127, 128, 129, 255]),
    quantization: { dtype: 'int8', scale, min: 1 },
    values: [0, 1, 127, -128, -127, -1].map((level) => level * scale + 1),
  },
  bool: {
    bytes: Uint8Array.from([0, 1, 1, 0, 0, 1]),
    quantization: { dtype: 'bool' },
    values: [0, 1, 1, 0, 0, 1],
  },
  uint8: {
    bytes: Uint8Array.from([0, 1, 2, 127, 128, 255]),
    quantization: { dtype: 'uint8', scale, min: -3 },
    values: [0, 1, 2, 127, 128, 255].map((level) => level * scale - 3),
  },
};
type StoredType = keyof typeof stored;
const types = Object.keys(stored) as StoredType[];

const folder = mkdtempSync(join(tmpdir(), 'dreamgraph-weights-'));
let server: Server;
beforeAll(async () => {
  for (const type of types) {
    for (const [file, bytes] of filesWith(type)) await writeFile(join(folder, file), bytes);
  }
  server = createServer(async ({ url = '' }, response) => {
    // A key in the address of model.json goes with each file.
    const [path = '', key] = url.slice(1).split('?');
    response.writeHead(key === 'key=7' ? 200 : 403);
    response.end(key === 'key=7' ? await readFile(join(folder, path)) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe.each(types)('%s', (type) => {
  test.each<[string, () => NetworkSource]>([
    [
      'disk',
      () => ({
        open: (file) => openFile(join(folder, nameOf(file || 'model.json', type)), folder),
      }),
    ],
    ['memory', () => memorySource(new Map(filesWith(type, (file) => file)))],
    [
      'a server',
      () => {
        const { port } = server.address() as AddressInfo;
        const from = urlSource(`http://127.0.0.1:${port}/model-${type}.json?key=7`);
        return { open: (file) => from.open(file && nameOf(file, type)) };
      },
    ],
  ])('from %s', async (_, source) => {
    const loaded = await loadNetwork(source(), { name: type, range: { scale: 1, offset: 0 } });
    if (!loaded.ok) throw new Error(loaded.problem.message);
    const filter = (loaded.value.ir.at(-1) as ConvOperation & { name: string }).filter;
    const { values } = stored[type];
    expect([...filter.load()]).toEqual(values);
    expect([...filter.load(new Float32Array(values.length))]).toEqual(values);
  });
});

/** model.json and one shard, as the converter writes them. */
function filesWith(
  type: StoredType,
  name: (file: string, type: StoredType) => string = nameOf,
): [string, Uint8Array][] {
  const { bytes, ...kind } = stored[type];
  const config = { name: 'conv', kernel_size: [1, 1], filters: 2, padding: 'same' };
  const model = {
    format: 'layers-model',
    modelTopology: {
      model_config: {
        class_name: 'Functional',
        config: {
          layers: [
            {
              name: 'input',
              class_name: 'InputLayer',
              config: { name: 'input', batch_input_shape: [null, null, null, 3] },
              inbound_nodes: [],
            },
            {
              name: 'conv',
              class_name: 'Conv2D',
              config: { ...config, use_bias: false },
              inbound_nodes: [[['input', 0, 0, {}]]],
            },
          ],
        },
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: [
          // One byte in front, of a layer that is not there.
          {
            name: 'other/kernel',
            shape: [1],
            dtype: 'float32',
            quantization: { dtype: 'uint8', scale: 1, min: 0 },
          },
          {
            name: 'conv/kernel',
            shape: [1, 1, 3, 2],
            dtype: 'float32',
            ...('quantization' in kind && { quantization: kind.quantization }),
          },
        ],
      },
    ],
  };
  return [
    [name('model.json', type), new TextEncoder().encode(JSON.stringify(model))],
    [name('weights.bin', type), Uint8Array.from([7, ...bytes])],
  ];
}

function nameOf(file: string, type: StoredType): string {
  return file.replace('.', `-${type}.`);
}

function bytesOf(numbers: Float32Array | Uint16Array | Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
