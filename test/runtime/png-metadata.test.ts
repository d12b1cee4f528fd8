import { deflateSync, crc32 as knownCrc } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { crc32, readChunks, writeChunk } from '../../src/runtime/png/chunks.ts';
import {
  embedDocument,
  extractDocument,
  stripDocument,
} from '../../src/runtime/png/png-metadata.ts';

let png: Uint8Array;

beforeAll(async () => {
  const pixels = Uint8Array.from({ length: 7 * 5 * 3 }, (_, i) => (i * 37) % 256);
  const image = sharp(pixels, { raw: { width: 7, height: 5, channels: 3 } });
  png = new Uint8Array(await image.png().toBuffer());
});

async function embedded(json: string, file = png): Promise<Uint8Array> {
  const result = await embedDocument(file, json);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** A file with one chunk more, after the header. */
function withChunk(type: string, data: Uint8Array): Uint8Array {
  const [header] = readChunks(png);
  const at = header?.end ?? 0;
  return Buffer.concat([png.subarray(0, at), writeChunk(type, data), png.subarray(at)]);
}

const typesOf = (file: Uint8Array) => [...readChunks(file)].map(({ type }) => type);
const pixelsOf = (file: Uint8Array) => sharp(file).raw().toBuffer();
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('a document in a PNG', () => {
  test('comes out as it went in, whatever its text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
        const carried = await extractDocument(await embedded(JSON.stringify({ text })));
        expect(carried.ok && JSON.parse(carried.value)).toEqual({ text });
      }),
      { numRuns: 50 },
    );
  });

  test('is one iTXt chunk before the pixels, which stay', async () => {
    const file = await embedded('{"a": "ü"}');
    const types = typesOf(file);
    expect(types.filter((type) => type === 'iTXt')).toHaveLength(1);
    expect(types.indexOf('iTXt')).toBeLessThan(types.indexOf('IDAT'));
    expect(await pixelsOf(file)).toEqual(await pixelsOf(png));
    const [chunk] = [...readChunks(file)].filter(({ type }) => type === 'iTXt');
    const head = latin1('dreamgraph\0\x01\0\0\0');
    expect(chunk?.data.subarray(0, head.length)).toEqual(head);
  });

  test('replaces the one before, and goes without a trace', async () => {
    const twice = await embedded('second', await embedded('first'));
    expect(typesOf(twice).filter((type) => type === 'iTXt')).toHaveLength(1);
    expect(await extractDocument(twice)).toMatchObject({ value: 'second' });
    expect(stripDocument(twice)).toEqual({ ok: true, value: png });
  });

  test('says what made it, once, in words that viewers show', async () => {
    const first = await embedDocument(png, 'a', { profile: 'wasm relaxed-simd 3' });
    const file = first.ok
      ? await embedDocument(first.value, 'b', { profile: 'wasm simd 3' })
      : first;
    if (!file.ok) throw new Error(file.problem.message);
    const texts = [...readChunks(file.value)].filter(({ type }) => type === 'tEXt');
    expect(texts.map(({ data }) => new TextDecoder().decode(data))).toEqual([
      'Software\0Dreamgraph, wasm simd 3',
    ]);
    expect(stripDocument(file.value)).toEqual({ ok: true, value: png });
    const other = withChunk('tEXt', latin1('Software\0Another program'));
    expect(stripDocument(other)).toEqual({ ok: true, value: new Uint8Array(other) });
  });

  test('has right check sums', async () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(crc32(bytes)).toBe(knownCrc(bytes));
      }),
    );
    const file = await embedded('x'.repeat(100));
    for (const { start, end } of readChunks(file)) {
      const stored = new DataView(file.buffer, file.byteOffset).getUint32(end - 4);
      expect(stored).toBe(knownCrc(file.subarray(start + 4, end - 4)));
    }
  });
});

describe('the reader', () => {
  test('takes text chunks of every kind, as other programs rewrite them', async () => {
    const kinds: Record<string, Uint8Array> = {
      tEXt: latin1('dreamgraph\0{}'),
      zTXt: Buffer.concat([latin1('dreamgraph\0\0'), deflateSync('{}')]),
      iTXt: latin1('dreamgraph\0\0\0en\0title\0{}'),
    };
    for (const [type, data] of Object.entries(kinds)) {
      expect(await extractDocument(withChunk(type, data))).toEqual({ ok: true, value: '{}' });
    }
  });

  test.each(['tEXt', 'zTXt', 'iTXt'])('takes UTF-8 in a %s chunk', async (type) => {
    const json = '{"name":"Träume 猫 ☁"}';
    const head = { tEXt: '', zTXt: '\0', iTXt: '\0\0\0\0' }[type];
    const text = type === 'zTXt' ? deflateSync(json) : Buffer.from(json);
    const file = withChunk(type, Buffer.concat([latin1(`dreamgraph\0${head}`), text]));
    expect(await extractDocument(file)).toEqual({ ok: true, value: json });
  });

  test('takes Latin-1 where the standard says so', async () => {
    const file = withChunk('tEXt', latin1('dreamgraph\0{"name":"Träume"}'));
    expect(await extractDocument(file)).toEqual({ ok: true, value: '{"name":"Träume"}' });
  });

  test('what is written survives programs that copy it as Latin-1 or UTF-8', async () => {
    const carried = await extractDocument(await embedded('{"name":"Träume 猫 🌙"}'));
    const text = carried.ok ? carried.value : '';
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(text)).toEqual({ name: 'Träume 猫 🌙' });
  });

  test('reads a file that is cut off after the graph', async () => {
    const file = await embedded('{}');
    expect(await extractDocument(file.subarray(0, file.length - 40))).toMatchObject({
      value: '{}',
    });
  });

  test('says what is wrong', async () => {
    const code = async (file: Uint8Array) => {
      const result = await extractDocument(file);
      return result.ok ? 'ok' : result.problem.code;
    };
    expect(await code(png)).toBe('no-document');
    expect(await code(latin1('JFIF'))).toBe('not-png');
    expect(await code(withChunk('iTXt', latin1('dreamgraph\0\x01\0\0\0garbage')))).toBe(
      'damaged-document',
    );
    expect(await code(withChunk('iTXt', latin1('dreamgraph\0\0\0\0\0\xff\xfe')))).toBe(
      'damaged-document',
    );
    const bomb = Buffer.concat([latin1('dreamgraph\0\0'), deflateSync(Buffer.alloc(70 * 2 ** 20))]);
    expect(await code(withChunk('zTXt', bomb))).toBe('document-too-long');
    expect((await embedDocument(latin1('no'), '{}')).ok).toBe(false);
  });

  test('never throws, whatever the bytes', async () => {
    const file = await embedded('{"nodes": []}');
    const damage = fc.record({
      at: fc.nat(file.length - 9),
      byte: fc.nat(255),
      cut: fc.nat(file.length),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, byte, cut }) => {
        const broken = file.slice(0, Math.max(8, cut));
        if (at + 8 < broken.length) broken[at + 8] = byte;
        await extractDocument(broken);
        await embedDocument(broken, '{}');
        stripDocument(broken);
      }),
      { numRuns: 300 },
    );
  });
});
