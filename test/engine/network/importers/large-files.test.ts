import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openFile } from '../../../../src/cli/files/open-file.ts';
import { blobHasSum, sumOfBlob, wholeUpTo } from '../../../../src/common/file-sum.ts';
import { sha256 } from '../../../../src/common/sha256.ts';
import {
  fingerprint,
  hasSum,
  sumOf,
  verifyFile,
} from '../../../../src/engine/network/importers/verify-file.ts';
import { inMemory, type NetworkFile } from '../../../../src/engine/network/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'dreamgraph-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Counts the bytes that are read. */
function counting(file: NetworkFile) {
  const counted = { bytes: 0 };
  const read = (begin: number, end: number) => {
    counted.bytes += end - begin;
    return file.read(begin, end);
  };
  return { counted, file: { size: file.size, read } };
}

describe('a large file', () => {
  const size = wholeUpTo + 1000;
  const tensors = [
    { begin: 100, end: 2 ** 23 },
    { begin: 2 ** 23 + 10, end: 2 ** 23 + 500 },
    { begin: 2 ** 23 + 500, end: size },
  ];
  const printOf = (changed: number | null) => {
    const bytes = new Uint8Array(size);
    if (changed !== null) bytes[changed] = 1;
    return fingerprint(inMemory(bytes), tensors);
  };

  test('is opened without being read, and its fingerprint reads samples of the tensors', async () => {
    const { counted, file } = counting(inMemory(new Uint8Array(size)));
    const verified = await verifyFile(file, 'it', undefined);
    expect(verified).toMatchObject({ ok: true, value: { hash: null } });
    expect(counted.bytes).toBe(0);
    await fingerprint(file, tensors);
    expect(counted.bytes).toBe(100 + 10 + 2 * 1536 + 490);
  });

  test('has another fingerprint when structure, a small tensor or a sample changes', async () => {
    const plain = await printOf(null);
    const seen = [0, 99, 100, 611, 2 ** 22, 2 ** 23 - 1, 2 ** 23 + 5, 2 ** 23 + 200, size - 1];
    for (const place of seen) expect(await printOf(place), `${place}`).not.toBe(plain);
    expect(await printOf(1000)).toBe(plain);
    expect(await fingerprint(inMemory(new Uint8Array(size + 1)), tensors)).not.toBe(plain);
  });

  test('is known by samples, or by the SHA-256 of all of it', async () => {
    const bytes = new Uint8Array(size).fill(7);
    const whole = await sha256(bytes);
    const { counted, file } = counting(inMemory(bytes));
    expect(await fingerprint(file, [])).toBe(whole);
    counted.bytes = 0;
    const sum = await sumOf(file);
    expect(sum).not.toBe(whole);
    expect(counted.bytes).toBeLessThan(2 ** 22);
    for (const expected of [sum, whole]) {
      expect(await verifyFile(file, 'it', expected)).toMatchObject({ value: { hash: null } });
      expect(await hasSum(file, expected)).toBe(true);
    }
    bytes.fill(8, 2 ** 22);
    for (const expected of [sum, whole]) {
      expect(await hasSum(file, expected)).toBe(false);
      expect(await verifyFile(file, 'it', expected)).toMatchObject({
        ok: false,
        problem: { code: 'network-checksum' },
      });
    }
    // The page knows files by the same sums.
    const blob = new Blob([bytes]);
    expect(await sumOfBlob(blob)).toBe(await sumOf(file));
    expect(await blobHasSum(blob, await sha256(bytes))).toBe(true);
    expect(await blobHasSum(blob, sum)).toBe(false);
    const small = new Uint8Array(1000).fill(3);
    expect(await sumOfBlob(new Blob([small]))).toBe(await sumOf(inMemory(small)));
    const other = inMemory(new Uint8Array(size + 1).fill(7));
    expect(await sumOf(other)).not.toBe(sum);
  });
});

describe('a file on disk', () => {
  test('is read in pieces, and not after it has changed', async () => {
    const path = join(folder, 'weights.bin');
    writeFileSync(path, Uint8Array.from([1, 2, 3, 4]));
    const opened = await openFile(path);
    if (!opened.ok) throw new Error(opened.problem.message);
    expect([...opened.value.read(1, 3)]).toEqual([2, 3]);
    writeFileSync(path, Uint8Array.from([1, 2, 3, 4, 5]));
    expect(() => opened.value.read(1, 3)).toThrow(/has changed/);
    rmSync(path);
    expect(() => opened.value.read(1, 3)).toThrow(/is gone/);
  });

  test('is not read through a link that leads out of its folder', async () => {
    const inside = mkdtempSync(join(folder, 'inside-'));
    writeFileSync(join(folder, 'secret'), 'x');
    writeFileSync(join(inside, 'own'), 'y');
    symlinkSync(join(folder, 'secret'), join(inside, 'link'));
    symlinkSync(join(inside, 'own'), join(inside, 'good'));
    expect(await openFile(join(inside, 'link'), inside)).toMatchObject({
      ok: false,
      problem: { code: 'network-elsewhere' },
    });
    expect(await openFile(join(inside, 'good'), inside)).toMatchObject({ ok: true });
    expect(await openFile(join(inside, 'link'))).toMatchObject({ ok: true });
  });
});
