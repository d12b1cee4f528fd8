import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, ok } from '../../../src/common/result.ts';
import { decodedPhoto, rememberPhoto } from '../../../src/ui/storage/decoded-photos.ts';
import { storeFile } from '../../../src/ui/storage/stored-files.ts';

/** What has been decoded, by the text of its bytes. */
let decoded: string[] = [];
let fetched: string[] = [];

const bitmap = (width: number) => ({ width, height: 1, close: vi.fn() }) as unknown as ImageBitmap;
const photo = (text: string) => new File([text], `${text}.png`, { type: 'image/png' });

async function decode(blob: Blob): Promise<ImageBitmap> {
  const text = await blob.text();
  decoded.push(text);
  return bitmap(text.length);
}

vi.mock('../../../src/ui/storage/read-picture.ts', () => ({
  openPicture: async (file: File, name: string) => {
    const opened = await decode(file);
    if (name !== 'broken.png') return ok({ bitmap: opened });
    return fail({ code: 'picture-damaged', message: `${name} is damaged.` });
  },
}));

beforeEach(() => {
  decoded = [];
  fetched = [];
  vi.stubGlobal('document', { baseURI: 'https://dream.example/app/' });
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    return new Response(url);
  });
  vi.stubGlobal('createImageBitmap', decode);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a photo', () => {
  test('that came in decoded is not decoded again to be shown', async () => {
    const reference = await storeFile(photo('fresh'), 'fresh.png', 'image');
    const own = bitmap(5);
    rememberPhoto(reference, own);
    expect(await decodedPhoto(reference)).toBe(own);
    expect(decoded).toEqual([]);
  });

  test('is decoded once by all that ask, also at the same time', async () => {
    const reference = await storeFile(photo('shared'), 'shared.png', 'image');
    const [first, second] = await Promise.all([decodedPhoto(reference), decodedPhoto(reference)]);
    expect(first).toBe(second);
    expect(await decodedPhoto({ ...reference, name: 'another name' })).toBe(first);
    expect(decoded).toEqual(['shared']);
  });

  test('of other content is another one, whatever its name', async () => {
    const one = await storeFile(photo('one'), 'same.png', 'image');
    const other = await storeFile(photo('other'), 'same.png', 'image');
    expect(await decodedPhoto(one)).not.toBe(await decodedPhoto(other));
    expect(decoded).toEqual(['one', 'other']);
  });

  test('that cannot be decoded is tried again the next time', async () => {
    const reference = await storeFile(photo('broken'), 'broken.png', 'image');
    await expect(decodedPhoto(reference)).rejects.toThrow('damaged');
    await expect(decodedPhoto(reference)).rejects.toThrow('damaged');
    expect(decoded).toEqual(['broken', 'broken']);
  });

  test('that is not in this browser is nothing, until it is', async () => {
    const reference = await storeFile(photo('late'), 'late.png', 'image');
    const missing = { ...reference, sha256: 'f'.repeat(64) };
    expect(await decodedPhoto(missing)).toBeUndefined();
    expect(decoded).toEqual([]);
  });

  test('of the samples is fetched from beside the page', async () => {
    await decodedPhoto({ from: 'bundled', name: 'mountains' });
    await decodedPhoto({ from: 'bundled', name: 'mountains' });
    expect(fetched).toEqual(['https://dream.example/app/samples/mountains.jpg']);
  });

  test('on another server is never fetched by the page', async () => {
    expect(await decodedPhoto({ from: 'url', url: 'https://else.example/a.png' })).toBeUndefined();
    expect(fetched).toEqual([]);
  });
});
