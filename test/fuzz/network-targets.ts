import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { fail } from '../../src/common/result.ts';
import { describeLayers } from '../../src/engine/network/describe.ts';
import { loadNetwork } from '../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../src/engine/network/network.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { graphModel } from '../engine/network/architectures/graph-model.ts';
import type { Architecture } from '../engine/network/architectures/networks.ts';
import { onnxModel } from '../engine/network/architectures/onnx.ts';
import { tiny } from '../engine/network/architectures/tiny.ts';
import { filesOfModel, smallNetwork } from '../engine/network/importers/small-network.ts';
import { memorySource } from '../engine/network/memory-source.ts';
import { mutatedMessages } from './message-mutations.ts';
import { mutatedBytes, mutatedJson, overwrittenBytes } from './mutations.ts';
import { isSaid, target } from './target.ts';

const whole = (channels: number) => channels;
const graph = graphModel(tiny, whole);
const graphJson = Buffer.from(graph.files.get('model.json') ?? []);
const onnxFiles = (['nchw', 'nhwc'] as const).map((layout) =>
  Uint8Array.from(Buffer.concat(onnxModel(tiny, whole, { layout }).file.pieces)),
);

const kerasFiles = ['keras-2.h5', 'keras-3.keras'].map((name) =>
  readFileSync(new URL(`../fixtures/networks/keras/${name}`, import.meta.url)),
);

/** Networks, in each format. */
export const networkTargets = {
  networks: target({
    inputs: mutatedJson(models()),
    read: readModel,
    ofSize: (bytes) => {
      const model = smallNetwork();
      const { layers } = model.modelTopology.model_config.config;
      // Listed the wrong way round, so that each has to wait for the next.
      for (let i = bytes / 100; i > 0; i--) {
        const before = i === 1 ? 'c2' : `r${i - 1}`;
        layers.push({
          class_name: 'ReLU',
          name: `r${i}`,
          config: {},
          inbound_nodes: [[[before, 0, 0, {}]]],
        });
      }
      return model;
    },
  }),
  'graph models': target({
    inputs: fc.oneof(
      mutatedJson([JSON.parse(graphJson.toString())]).map((json) =>
        Buffer.from(JSON.stringify(json)),
      ),
      mutatedBytes([graphJson]),
    ),
    read: (json) => readNetwork(new Map([...graph.files, ['model.json', json]]), 'model.json'),
    ofSize: (bytes) => {
      const model = JSON.parse(graphJson.toString());
      const { node } = model.modelTopology;
      let before = node.at(-1).name;
      for (let i = bytes / 100; i > 0; i--) {
        node.push({ name: `r${i}`, op: 'Relu', input: [before], attr: {} });
        before = `r${i}`;
      }
      return Buffer.from(JSON.stringify(model));
    },
  }),
  'Keras files': target({
    inputs: fc.oneof(overwrittenBytes(kerasFiles), mutatedBytes(kerasFiles)),
    read: (file) => readNetwork(new Map([['x', file]]), 'x'),
    // What these files hold is packed: more bytes behind their end is all that there can be more of.
    ofSize: (bytes) => Buffer.concat([kerasFiles[1] as Buffer, Buffer.alloc(bytes)]),
  }),
  'ONNX files': target({
    inputs: fc.oneof(mutatedMessages(onnxFiles), mutatedBytes(onnxFiles)),
    read: (file) => readNetwork(new Map([['x.onnx', file]]), 'x.onnx'),
    ofSize: (bytes) => {
      const chain: Architecture = (b) => {
        let x = b.conv('first', b.input, { outputs: 4 });
        for (let i = bytes / 100; i > 0; i--) x = b.activate(`r${i}`, x, 'relu');
        return [x];
      };
      return Uint8Array.from(
        Buffer.concat(onnxModel(chain, whole, { layout: 'nchw' }).file.pieces),
      );
    },
  }),
} as const;

function readModel(model: unknown): Promise<void> {
  return readNetwork(filesOfModel(model), 'model.json');
}

/** A network whose main file is this one: it opens and runs, or there is a sentence. */
async function readNetwork(files: ReadonlyMap<string, Uint8Array>, main: string): Promise<void> {
  const { open } = memorySource(files, main);
  const fenced = (file: string) => {
    if (isOutside(file)) throw new Error(`${file} is outside the folder.`);
    return open(file);
  };
  const loaded = await loadNetwork({ open: fenced }, { name: 'Fuzz', main });
  if (!isSaid(loaded)) return;
  for (const note of loaded.value.notes ?? []) isSaid(fail(note));
  runLast(loaded.value);
}

function isOutside(file: string): boolean {
  return /^([/\\]|[a-z]+:)/i.test(file) || file.split(/[/\\]/).includes('..');
}

/** What was taken can run, in the size in which it fits. */
function runLast(network: Network): void {
  const size = { width: 24, height: 24 };
  const last = describeLayers(network, size).at(-1);
  if (!last?.size || last.size.width * last.size.height * last.channels > 1e6) return;
  const compiled = compileTfjsProgram(network, [last.name]);
  if (!isSaid(compiled)) return;
  const { fits, forward, dispose } = compiled.value;
  tf.tidy(() => {
    if (isSaid(fits(size))) forward(tf.zeros([1, size.height, size.width, 3]));
  });
  dispose();
}

function models(): readonly unknown[] {
  const lasts = [
    ['MaxPooling2D', { pool_size: [2, 2], strides: [2, 2], padding: 'same' }],
    [
      'ZeroPadding2D',
      {
        padding: [
          [1, 1],
          [1, 1],
        ],
      },
    ],
    ['UpSampling2D', { size: [2, 2], interpolation: 'nearest' }],
    [
      'Cropping2D',
      {
        cropping: [
          [1, 1],
          [1, 1],
        ],
      },
    ],
    ['LeakyReLU', { alpha: 0.2 }],
    ['Reshape', { target_shape: [1, 1, 4] }],
  ] as const;
  const single = lasts.map(([class_name, config]) =>
    smallNetwork({ last: { class_name, config } }),
  );
  const joined = ['Add', 'Multiply', 'Concatenate'].map((class_name) =>
    smallNetwork({ last: { class_name, config: { axis: -1 } }, reads: ['c1', 'c2'] }),
  );
  const whole = smallNetwork();
  const inside = { class_name: 'Functional', config: whole.modelTopology.model_config.config };
  const nested = {
    ...whole,
    modelTopology: {
      class_name: 'Sequential',
      config: { layers: [{ ...inside, config: { ...inside.config, name: 'base' } }] },
    },
  };
  return [...single, ...joined, nested];
}
