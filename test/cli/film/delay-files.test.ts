import { mkdir, readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayFiles, packDelays, unpackDelays } from '../../../src/cli/film/delay-files.ts';
import { ownFolder } from '../own-folder.ts';

/** What a film goes on from must be what was left for it, to the bit. */
const { at, path } = ownFolder();

const pictures = fc.array(
  fc
    .record({ width: fc.integer({ min: 1, max: 5 }), height: fc.integer({ min: 1, max: 5 }) })
    .chain(({ width, height }) => {
      const size = width * height * 3;
      const data = fc.float32Array({ minLength: size, maxLength: size });
      return fc.record({ width: fc.constant(width), height: fc.constant(height), data });
    }),
  { maxLength: 3 },
);

const bits = ({ data }: { readonly data: Float32Array }) =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex');

test('pictures come back as they were, whatever buffer the bytes lie in', () => {
  fc.assert(
    fc.property(pictures, fc.nat(9), (list, offset) => {
      const delays = new Map(list.map((picture, index) => [`key ${index}`, picture]));
      const packed = packDelays(delays);
      // As Node reads a file: a part of a larger buffer, whose `slice` is no copy.
      const pool = Buffer.alloc(packed.length + 20, 7);
      pool.set(packed, offset);
      const back = unpackDelays(pool.subarray(offset, offset + packed.length));
      expect(
        [...(back ?? [])].map(([key, picture]) => [key, picture.width, bits(picture)]),
      ).toEqual([...delays].map(([key, picture]) => [key, picture.width, bits(picture)]));
      expect(back?.size).toBe(delays.size);
    }),
  );
});

test('a damaged file is none', () => {
  const delays = new Map([['key', { width: 2, height: 2, data: new Float32Array(12) }]]);
  const packed = packDelays(delays);
  for (let length = 0; length < packed.length; length++) {
    expect(unpackDelays(packed.subarray(0, length))).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(() => unpackDelays(bytes)).not.toThrow();
    }),
  );
});

test('the last one is kept, and one now and then, also by the next process', async () => {
  await mkdir(at('film'));
  const picture = { width: 1, height: 1, data: new Float32Array(3) };
  const delays = new Map([['key', picture]]);
  const kept = async () =>
    [...(await delayFiles(at('film/%04d.png')).frames())].sort((a, b) => a - b);
  const first = delayFiles(at('film/%04d.png'));
  for (let frame = 0; frame < 30; frame++)
    expect(await first.save(frame, delays)).toEqual({ ok: true });
  expect(await kept()).toEqual([0, 24, 29]);
  const second = delayFiles(at('film/%04d.png'));
  await second.save(30, delays);
  expect(await kept()).toEqual([0, 24, 30]);
  expect(await delayFiles(at('film/other-%d.png')).frames()).toEqual([]);
  expect(await second.load(29)).toBeUndefined();
  expect((await second.load(30))?.get('key')).toEqual(picture);
  await second.clear();
  expect(await readdir(`${path()}/film`)).toEqual([]);
});
