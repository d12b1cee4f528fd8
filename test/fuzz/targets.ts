import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import sharp from 'sharp';
import { problemText, type Result } from '../../src/common/result.ts';
import { describeLayers } from '../../src/engine/network/describe.ts';
import { loadNetwork } from '../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../src/engine/network/network.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import { inspectPicture } from '../../src/runtime/pictures/inspect.ts';
import { readChunks, writeChunk } from '../../src/runtime/png/chunks.ts';
import { extractDocument, stripDocument } from '../../src/runtime/png/png-metadata.ts';
import { readShareLink } from '../../src/ui/files/share-link.ts';
import { filesOfModel, smallNetwork } from '../engine/network/importers/small-network.ts';
import { memorySource } from '../engine/network/memory-source.ts';
import { looseDocument } from '../graph/arbitrary.ts';
import { mutatedBytes, mutatedJson } from './mutations.ts';

/** What comes from outside, and what reads it: that must end in a value or in a problem in a sentence. */
interface Target<Input = unknown> {
  readonly inputs: fc.Arbitrary<Input>;
  readonly read: (input: Input) => Promise<void> | void;
  /** An input of about so many bytes, of which reading must not take longer than in proportion. */
  readonly ofSize: (bytes: number) => Input;
}

function target<Input>(made: Target<Input>): Target {
  return made as unknown as Target;
}

const presets = ['deepdream', 'coil', 'herd'].map((name) =>
  JSON.parse(readFileSync(new URL(`../../presets/${name}.json`, import.meta.url), 'utf8')),
);

export const targets = {
  documents: target({
    inputs: fc.oneof(mutatedJson(presets), looseDocument),
    read: readDocument,
    ofSize: (bytes) => {
      const [preset] = presets;
      const [first] = preset.nodes;
      const nodes = Array.from({ length: bytes / 400 }, (_, i) => ({ ...first, id: `n${i}` }));
      return { ...preset, nodes: [...preset.nodes, ...nodes] };
    },
  }),
  'PNG chunks': target({ inputs: mutatedBytes(pngs()), read: readPng, ofSize: largePng }),
  'headers of pictures': target({
    inputs: mutatedBytes(await pictures()),
    read: (bytes) => void isSaid(inspectPicture(bytes, 'The picture')),
    ofSize: largePng,
  }),
  'share links': target({
    inputs: fc.oneof(
      mutatedJson(presets).map(linkOf),
      mutatedBytes([Buffer.from(linkOf(presets[0]))]).map(
        (bytes) => `#g=${Buffer.from(bytes).toString('latin1').slice(3)}`,
      ),
    ),
    read: async (hash) => void (await readShareLink(hash)),
    ofSize: (bytes) => linkOf({ ...presets[0], description: 'x'.repeat(bytes) }),
  }),
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
} as const;

function isSaid<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  if (result.ok) return true;
  if (!/[.!?…]$/.test(problemText(result.problem))) {
    throw new Error(`No sentence: ${problemText(result.problem)}`);
  }
  return false;
}

const environment = { profile: 'fuzz', files: new Map(), seed: () => 1 };

function readDocument(input: unknown): void {
  const parsed = parseDocument(input, catalog);
  if (!isSaid(parsed)) return;
  const { document } = parsed.value;
  compile(document, catalog, { environment });
  const again = parseDocument(serialiseDocument(document), catalog);
  if (!again.ok) throw new Error(`Not read again: ${problemText(again.problem)}`);
}

async function readPng(bytes: Uint8Array): Promise<void> {
  isSaid(await extractDocument(bytes));
  const stripped = stripDocument(bytes);
  if (isSaid(stripped) && stripped.value.length > bytes.length) throw new Error('It grew.');
}

async function readModel(model: unknown): Promise<void> {
  const loaded = await loadNetwork(memorySource(filesOfModel(model)), {
    name: 'Fuzz',
    range: { scale: 1, offset: 0 },
  });
  if (isSaid(loaded)) runLast(loaded.value);
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

function linkOf(document: unknown): string {
  return `#g=${deflateRawSync(JSON.stringify(document)).toString('base64url')}`;
}

/** A picture of one pixel that carries a graph, in each kind of text chunk. */
function pngs(): readonly Uint8Array[] {
  const json = Buffer.from(JSON.stringify(presets[0]));
  const head = (more: string) => Buffer.from(`dreamgraph\0${more}`, 'latin1');
  return [
    pngWith('tEXt', Buffer.concat([head(''), json])),
    pngWith('zTXt', Buffer.concat([head('\0'), deflateSync(json)])),
    pngWith('iTXt', Buffer.concat([head('\x01\0\0\0'), deflateSync(json)])),
  ];
}

function pngWith(type: string, data: Uint8Array): Uint8Array {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const chunks = [
    writeChunk('IHDR', header),
    writeChunk(type, data),
    writeChunk('IDAT', deflateSync(Buffer.alloc(2))),
    writeChunk('IEND', new Uint8Array()),
  ];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]);
}

/** A small picture in each format, with a profile and an orientation. */
async function pictures(): Promise<readonly Uint8Array[]> {
  const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 37) % 256);
  const image = sharp(pixels, { raw: { width: 8, height: 8, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .withIccProfile('p3');
  const formats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;
  return Promise.all(
    formats.map(async (format) => {
      const options = format === 'jpeg' ? { progressive: true } : {};
      return new Uint8Array(await image.clone().toFormat(format, options).toBuffer());
    }),
  );
}

/** Small chunks without end. */
function largePng(bytes: number): Uint8Array {
  const small = writeChunk('tEXt', Buffer.from('a\0b'));
  const many = Buffer.concat(Array.from({ length: bytes / small.length }, () => small));
  const png = pngWith('tEXt', Buffer.from('x\0y'));
  const [header] = readChunks(png);
  return Buffer.concat([png.subarray(0, header?.end), many, png.subarray(header?.end)]);
}
