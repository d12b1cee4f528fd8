import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { problemText } from '../../src/common/result.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import { inspectPicture } from '../../src/runtime/pictures/inspect.ts';
import { readChunks, writeChunk } from '../../src/runtime/png/chunks.ts';
import { extractDocument, stripDocument } from '../../src/runtime/png/png-metadata.ts';
import { readShareLink } from '../../src/ui/files/share-link.ts';
import { looseDocument } from '../graph/arbitrary.ts';
import { mutatedBytes, mutatedJson } from './mutations.ts';
import { networkTargets } from './network-targets.ts';
import { isSaid, target } from './target.ts';

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
  ...networkTargets,
} as const;

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
