import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download } from '../../src/common/download.ts';
import { checkSha256, sha256 } from '../../src/common/sha256.ts';
import { deflate, inflate } from '../../src/common/streams.ts';

const bytes = new TextEncoder().encode('octave '.repeat(500));

describe('packed bytes', () => {
  test.each(['deflate', 'deflate-raw'] as const)('come back as they were: %s', async (format) => {
    const packed = await deflate(bytes, format);
    expect(packed.length).toBeLessThan(100);
    expect(await inflate(packed, format, bytes.length)).toEqual(bytes);
  });

  test('are refused when more comes out than is allowed', async () => {
    const packed = await deflate(bytes, 'deflate');
    await expect(inflate(packed, 'deflate', bytes.length - 1)).rejects.toThrow('bytes come out');
  });

  test('never come back as others: damage is refused, unless it changes nothing', async () => {
    const packed = await deflate(bytes, 'deflate');
    for (const at of packed.keys()) {
      const damaged = packed.with(at, (packed[at] as number) ^ 0x10);
      const back = await inflate(damaged, 'deflate', 1e6).catch(() => bytes);
      expect(back).toEqual(bytes);
    }
    await expect(inflate(packed.subarray(0, -6), 'deflate', 1e6)).rejects.toThrow();
  });
});

describe('a download', () => {
  let server: Server;
  let address = '';
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      if (url !== '/file') response.writeHead(404).end();
      else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test('gives the bytes and tells how many have come', async () => {
    const progress: (readonly [number, number | null])[] = [];
    const onProgress = (...told: readonly [number, number | null]) => progress.push(told);
    expect(await download(`${address}/file`, { onProgress })).toEqual({ ok: true, value: bytes });
    expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
  });

  test('says what the server answered, or that there is none', async () => {
    expect(await download(`${address}/other`)).toMatchObject({
      problem: { code: 'download', message: expect.stringContaining('answered 404') },
    });
    expect(await download('http://127.0.0.1:1/file')).toMatchObject({
      problem: { code: 'download' },
    });
  });
});

test('a checksum is compared where one is known', async () => {
  const sum = await sha256(bytes);
  expect(await checkSha256('a', bytes, undefined)).toEqual({ ok: true, value: sum });
  expect(await checkSha256('a', new Blob([bytes]), sum)).toEqual({ ok: true, value: sum });
  expect(await checkSha256('a', bytes.subarray(1), sum)).toMatchObject({
    problem: { code: 'checksum', message: expect.stringContaining('of a differs') },
  });
});
