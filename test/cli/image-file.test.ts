import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Depth } from '../../src/cli/files/decode-picture.ts';
import { encodeFor, readPicture } from '../../src/cli/files/image-file.ts';
import { formatOfPath } from '../../src/cli/files/picture-format.ts';
import { writeAtomically } from '../../src/cli/files/write-file.ts';
import type { Result } from '../../src/common/result.ts';
import type { Picture } from '../../src/engine/picture/picture.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dreamgraph-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Every 8-bit value occurs, in no order. */
const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 97 + (i >> 8)) % 256);
const words = (length: number) => Uint16Array.from({ length }, (_, i) => (i * 40503) % 65536);
const raw = (data: Uint8Array | Uint16Array, width: number, height: number, channels: 1 | 3 | 4) =>
  sharp(data, { raw: { width, height, channels } });

async function read(path: string) {
  const result = await readPicture(path);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
async function problemOf(path: string) {
  const result = await readPicture(path);
  if (result.ok) throw new Error(`${path} was read`);
  return result.problem;
}
const as8Bit = (picture: Picture) => Array.from(picture.data, (value) => Math.round(value * 255));

describe('a picture file read and written', () => {
  test.each([
    ['8-bit', 8, bytes(24 * 20 * 3)],
    ['16-bit', 16, words(24 * 20 * 3)],
  ] as const)('is bit-identical as %s PNG', async (name, depth, samples) => {
    const source = at(`${name}.png`);
    const space = depth === 16 ? 'rgb16' : 'srgb';
    await raw(samples, 24, 20, 3).toColourspace(space).png().toFile(source);
    const file = await read(source);
    expect(file).toMatchObject({ kind: 'png', depth, picture: { width: 24, height: 20 } });

    const copy = at(`${name}-copy.png`);
    expect(await writePicture(copy, file.picture, file.depth)).toEqual({ ok: true });
    // Without the colour space, sharp reduces 16 bits to 8 before it hands them out.
    const again = await sharp(copy)
      .toColourspace(space)
      .raw({ depth: depth === 16 ? 'ushort' : 'uchar' })
      .toBuffer();
    expect(again.equals(Buffer.from(samples.buffer))).toBe(true);
  });

  test('keeps its values when the file carries an sRGB profile', async () => {
    const samples = bytes(16 * 16 * 3);
    await raw(samples, 16, 16, 3).withIccProfile('srgb').png().toFile(at('tagged.png'));
    expect(as8Bit((await read(at('tagged.png'))).picture)).toEqual([...samples]);
  });

  test.each(['jpg', 'jpeg', 'webp', 'PNG'])(
    'survives as .%s with small loss at most',
    async (extension) => {
      const size = 32;
      const data = Float32Array.from(
        { length: size * size * 3 },
        (_, i) => ((i / 3) % size) / size,
      );
      const path = at(`ramp.${extension}`);
      await writePicture(path, { width: size, height: size, data });
      const { picture } = await read(path);
      const worst = Math.max(...picture.data.map((value, i) => Math.abs(value - (data[i] ?? 0))));
      expect(worst).toBeLessThan(0.03);
    },
  );

  test('is clipped to what a file can hold', async () => {
    const data = new Float32Array([-0.5, 0.5, 7]);
    await writePicture(at('wild.png'), { width: 1, height: 1, data });
    expect(as8Bit((await read(at('wild.png'))).picture)).toEqual([0, 128, 255]);
  });
});

describe('reading makes upright opaque sRGB of', () => {
  test('a JPEG with EXIF orientation', async () => {
    const topRow = Uint8Array.from({ length: 16 * 8 * 3 }, (_, i) => (i < 16 * 3 ? 255 : 0));
    const path = at('turned.jpg');
    await raw(topRow, 16, 8, 3).withMetadata({ orientation: 6 }).jpeg().toFile(path);
    const { picture } = await read(path);
    expect([picture.width, picture.height]).toEqual([8, 16]);
    expect(picture.data[7 * 3]).toBeGreaterThan(0.8);
    expect(picture.data[0]).toBeLessThan(0.2);
  });

  test.each([8, 16] as const)('a grey PNG of %s bits', async (depth) => {
    const samples = depth === 16 ? words(12) : bytes(12);
    const path = at(`grey${depth}.png`);
    const space = depth === 16 ? 'grey16' : 'b-w';
    await raw(samples, 4, 3, 1).toColourspace(space).png().toFile(path);
    const { picture } = await read(path);
    const top = 2 ** depth - 1;
    const expected = Array.from(samples).flatMap((v) => Array(3).fill(Math.fround(v / top)));
    expect([...picture.data]).toEqual(expected);
  });

  test('a transparent PNG: on white', async () => {
    const pixels = Uint8Array.from([10, 20, 30, 255, 10, 20, 30, 0, 100, 0, 0, 51]);
    await raw(pixels, 3, 1, 4).png().toFile(at('alpha.png'));
    const { picture } = await read(at('alpha.png'));
    expect(as8Bit(picture)).toEqual([10, 20, 30, 255, 255, 255, 224, 204, 204]);
  });

  test('a CMYK JPEG', async () => {
    const red = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => (i % 3 === 0 ? 220 : 30));
    await raw(red, 16, 16, 3).toColourspace('cmyk').jpeg().toFile(at('cmyk.jpg'));
    const [r = 0, g = 1, b = 1] = (await read(at('cmyk.jpg'))).picture.data;
    expect(r).toBeGreaterThan(0.6);
    expect(Math.max(g, b)).toBeLessThan(0.4);
  });

  test('a WebP under a wrong name', async () => {
    await raw(bytes(300), 10, 10, 3).webp({ lossless: true }).toFile(at('misnamed.jpg'));
    const { kind, picture } = await read(at('misnamed.jpg'));
    expect(kind).toBe('webp');
    expect(as8Bit(picture)).toEqual([...bytes(300)]);
  });
});

describe('reading says what is wrong with', () => {
  const photo = 'assets/samples/boats.jpg';

  test('a missing file, a folder and an empty file', async () => {
    await writeFile(at('empty.png'), '');
    expect(await problemOf(at('nowhere.png'))).toEqual({
      code: 'picture-not-found',
      message: `There is no file ${at('nowhere.png')}.`,
      remedy: 'Check the name.',
    });
    expect((await problemOf(folder)).code).toBe('picture-not-a-file');
    expect((await problemOf(at('empty.png'))).code).toBe('picture-empty');
  });

  test('a text named .png', async () => {
    await writeFile(at('notes.png'), 'Not a picture.');
    expect(await problemOf(at('notes.png'))).toEqual({
      code: 'picture-unsupported',
      message: `${at('notes.png')} is not a picture.`,
      remedy: 'Use a PNG, JPEG, WebP, GIF, AVIF or BMP file.',
    });
  });

  test.each([0.01, 0.5, 0.99])('a JPEG cut off at %s of its length', async (share) => {
    const whole = await readFile(photo);
    await writeFile(at('cut.jpg'), whole.subarray(0, whole.length * share));
    const { code, message } = await problemOf(at('cut.jpg'));
    expect(code).toBe('picture-damaged');
    expect(message).toContain(at('cut.jpg'));
    expect(message).not.toContain('\n');
  });

  test.each(['png', 'webp'] as const)('a %s cut in half', async (format) => {
    const whole = await sharp(photo).resize(100).toFormat(format).toBuffer();
    await writeFile(at('half'), whole.subarray(0, whole.length / 2));
    expect((await problemOf(at('half'))).code).toBe('picture-damaged');
  });

  test('a picture of more than 100 megapixels, before decoding it', async () => {
    const png = await raw(bytes(3), 1, 1, 3).png().toBuffer();
    // IHDR: width and height at 16 and 20, its checksum over type and data at 29.
    png.writeUInt32BE(10_001, 16);
    png.writeUInt32BE(10_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await writeFile(at('huge.png'), png);
    const { code, message } = await problemOf(at('huge.png'));
    expect(code).toBe('picture-too-large');
    expect(message).toContain('10001 x 10000');
  });
});

describe('writing', () => {
  const picture: Picture = { width: 2, height: 1, data: new Float32Array(6).fill(0.5) };

  test('refuses a name that tells no format', async () => {
    for (const name of ['dream.gif', 'dream']) {
      const result = await writePicture(at(name), picture);
      expect(result).toMatchObject({ ok: false, problem: { code: 'picture-extension' } });
    }
  });

  test('says when the format cannot hold the size', async () => {
    const wide: Picture = { width: 17_000, height: 1, data: new Float32Array(51_000) };
    const result = await writePicture(at('wide.webp'), wide);
    expect(result).toMatchObject({ ok: false, problem: { code: 'picture-unwritable' } });
    await expect(stat(at('wide.webp'))).rejects.toThrow();
  });

  test('replaces what a link points to, and leaves no temporary file', async () => {
    await writeFile(at('target.png'), 'old');
    await symlink(at('target.png'), at('link.png'));
    expect(await writePicture(at('link.png'), picture)).toEqual({ ok: true });
    expect((await read(at('target.png'))).picture.width).toBe(2);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

/** As the command writes a picture without a graph. */
async function writePicture(
  path: string,
  picture: Picture,
  depth: Depth = 8,
): Promise<Result<void>> {
  const format = formatOfPath(path);
  if (!format.ok) return format;
  const encoded = await encodeFor(picture, { path, format: format.value, quality: 93, depth });
  return encoded.ok ? writeAtomically(path, encoded.value) : encoded;
}
