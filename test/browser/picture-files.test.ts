import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { problemText } from '../../src/common/result.ts';
import { browserFiles } from '../../src/runtime/files/browser-files.ts';
import cases from '../fixtures/pictures/cases.json' with { type: 'json' };
import {
  type Case,
  heicHeader,
  heicRefusal,
  type NodePixels,
  worstBetween,
  worstOf,
} from '../pictures/cases.ts';
import type {} from '../pictures/node-pixels.ts';

const { decode } = browserFiles('', async () => undefined);
const addresses = import.meta.glob<string>('../fixtures/pictures/*', {
  query: '?url',
  import: 'default',
  eager: true,
});

const bytesOf = async (file: string) => {
  const address = addresses[`../fixtures/pictures/${file}`] as string;
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
};

test.each((cases as readonly Case[]).filter(({ only }) => only !== 'node'))(
  '$file is what its numbers mean, within 3 levels',
  async (each) => {
    const read = await decode(await bytesOf(each.file), each.file, () => {});
    if (!read.ok) throw new Error(problemText(read.problem));
    const { width, height, data } = read.value;
    expect({ width, height }).toEqual({ width: each.width, height: each.height });
    expect(worstOf(each, data)).toBeLessThanOrEqual(3);
  },
);

/**
 * How many levels the two hosts may be apart; what no line names is the same to the bit. Chromium
 * has 8 bits of every picture, multiplied by what is transparent, and changes colours in them.
 */
const apart: readonly (readonly [RegExp, number])[] = [
  [/cmyk|icc|gama|cicp|nclx/, 3],
  // libheif repeats the halved colours of neighbours, Chromium blends them: in noise, that is much.
  [/420\.avif/, 24],
  // Rounded twice on the way from luma and chroma.
  [/textured\.avif/, 1.01],
  [/16(-interlaced|-key)?\.png|rgba8|greya8|avif10/, 1],
];

test('every pixel is what the command line sees', async () => {
  const node = await commands.nodePixels();
  const known = Object.keys(node).filter((file) => !file.endsWith('.tif'));
  expect(known.length).toBeGreaterThan(106);
  const out: Record<string, number> = {};
  for (const file of known) {
    const read = await decode(await bytesOf(file), file, () => {});
    if (!read.ok) throw new Error(problemText(read.problem));
    const [, most = 0] = apart.find(([names]) => names.test(file)) ?? [];
    const worst = worstBetween(read.value.data, node[file] as NodePixels);
    if (worst > most) out[file] = worst;
  }
  expect(out).toEqual({});
});

test.each(['jpeg.jpg', 'jpeg-progressive.jpg'])(
  '%s without the mark of its end opens with a note, cut in half it is damaged',
  async (file) => {
    const whole = await bytesOf(file);
    const notes: string[] = [];
    const read = (bytes: Uint8Array) =>
      decode(bytes, 'photo.jpg', (problem) => notes.push(problem.code));
    expect((await read(whole.subarray(0, -2))).ok).toBe(true);
    expect(notes).toEqual(['picture-unfinished']);
    const half = await read(whole.subarray(0, whole.length * 0.7));
    expect(!half.ok && half.problem.code).toBe('picture-damaged');
  },
);

test('a kind that the browser does not know is named, and damage is called damage', async () => {
  const read = async (file: string, length?: number) => {
    const result = await decode((await bytesOf(file)).subarray(0, length), file, () => {});
    return result.ok ? undefined : result.problem.message;
  };
  expect(await read('tiff8.tif')).toBe('tiff8.tif is a TIFF picture, which cannot be read here.');
  expect(await read('png-rgb8.png', 90)).toBe('png-rgb8.png is damaged or incomplete.');
  const heic = Uint8Array.from(heicHeader, (letter) => letter.charCodeAt(0));
  expect(await decode(heic, 'IMG_1.jpg', () => {})).toMatchObject({
    problem: { message: heicRefusal, remedy: expect.stringContaining('Most Compatible') },
  });
});
