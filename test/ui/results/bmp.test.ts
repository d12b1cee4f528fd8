import { describe, expect, test } from 'vitest';
import { bmpOf } from '../../../src/ui/results/bmp.ts';

describe('pixels as a BMP file', () => {
  test('are the same bytes behind a header that says what they are', async () => {
    const data = Uint8ClampedArray.from({ length: 3 * 2 * 4 }, (_, i) => i * 9);
    const blob = bmpOf({ width: 3, height: 2, data });
    expect(blob.type).toBe('image/bmp');
    const file = new DataView(await blob.arrayBuffer());
    const start = file.getUint32(10, true);
    expect(String.fromCharCode(file.getUint8(0), file.getUint8(1))).toBe('BM');
    expect(file.getUint32(2, true)).toBe(file.byteLength);
    expect(file.getUint32(14, true)).toBe(start - 14);
    // Upside down is the custom of the format; lines from the top are told by a height below zero.
    expect([file.getInt32(18, true), file.getInt32(22, true)]).toEqual([3, -2]);
    expect(file.getUint16(28, true)).toBe(32);
    expect([...new Uint8Array(file.buffer, start)]).toEqual([...data]);
  });
});
