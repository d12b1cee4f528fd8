import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectPicture } from '../../src/runtime/pictures/inspect.ts';
import { heicHeader } from '../pictures/cases.ts';
import { chunk, png, withSegment } from '../pictures/files.ts';

const folder = 'test/fixtures/pictures';
const file = (name: string) => readFileSync(`${folder}/${name}`);
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const pixel = { width: 1, height: 1, bits: 8, channels: 3, at: () => [1, 2, 3] };

function problemOf(bytes: Uint8Array, reads: readonly 'tiff'[] = []) {
  const inspected = inspectPicture(bytes, 'photo', reads);
  return inspected.ok ? undefined : inspected.problem;
}

/** A PNG that says that it is so large. */
function sized(width: number, height: number): Buffer {
  const whole = png(pixel, 2);
  whole.writeUInt32BE(width, 16);
  whole.writeUInt32BE(height, 20);
  return whole;
}

describe('before anything is decoded', () => {
  test('a picture of more than 100 megapixels is too large, and not damaged', () => {
    expect(problemOf(sized(10_000, 10_000))).toBeUndefined();
    expect(problemOf(sized(20_000, 20_000))).toMatchObject({
      code: 'picture-too-large',
      message: 'photo has 20000 x 20000 pixels; the most is 100 megapixels.',
    });
  });

  test('a JPEG of very many passes over many pixels is too much work', () => {
    const whole = file('jpeg-progressive.jpg');
    const start = whole.indexOf(latin1('\xff\xda'));
    const scan = whole.subarray(start, whole.indexOf(latin1('\xff\xc4'), start));
    const passes = (count: number) =>
      Buffer.concat([whole.subarray(0, start), ...Array(count).fill(scan), latin1('\xff\xd9')]);
    const frame = whole.indexOf(latin1('\xff\xc2'));
    const large = (bytes: Buffer) => {
      bytes.writeUInt16BE(9999, frame + 5);
      bytes.writeUInt16BE(9999, frame + 7);
      return bytes;
    };
    expect(problemOf(passes(3000))).toBeUndefined();
    expect(problemOf(large(passes(10)))).toBeUndefined();
    expect(problemOf(large(passes(3000)))?.code).toBe('picture-too-large');
    expect(problemOf(large(passes(3000)))?.message).toMatch(/9999 x 9999 pixels in \d{4} passes/);
  });

  test('texts of a PNG do not reach the decoder, and what makes its pixels does', () => {
    const text = chunk('zTXt', Buffer.alloc(100_000));
    const inspected = inspectPicture(png(pixel, 2, [text, chunk('gAMA', [0, 1, 0, 0])]), 'photo');
    if (!inspected.ok) throw new Error(inspected.problem.message);
    const { bytes } = inspected.value.header;
    expect(bytes.length).toBeLessThan(200);
    expect(Buffer.from(bytes).includes('gAMA')).toBe(true);
    expect(Buffer.from(bytes).includes('zTXt')).toBe(false);
  });
});

describe('what is no picture, or none that can be read,', () => {
  test.each([
    ['', 'picture-empty', /photo is empty \(0 bytes\)/],
    ['Not a picture.', 'picture-unsupported', /photo is not a picture/],
    ['%PDF-1.7', 'picture-unsupported', /a PDF document, which cannot be read here/],
    ['<!DOCTYPE html><html>', 'picture-unsupported', /a web page/],
    ['<?xml version="1.0"?>\n<svg>', 'picture-unsupported', /an SVG drawing/],
    ['8BPS\0\x01', 'picture-unsupported', /a Photoshop file/],
    ['\0\0\0\x0cJXL \r\n\x87\n', 'picture-unsupported', /a JPEG XL picture/],
    ['\0\0\0\x18ftypmp42\0\0\0\0isommp42', 'picture-unsupported', /a video/],
    ['II*\0\x10\0\0\0CR\x02\0', 'picture-unsupported', /a camera's raw file/],
    ['\x89PNG\r\n\x1a\n', 'picture-damaged', /photo is damaged or incomplete/],
    ['\xff\xd8\xff\xe0', 'picture-damaged', /photo is damaged or incomplete/],
  ])('is called what it is: %j', (text, code, message) => {
    expect(problemOf(latin1(text))).toMatchObject({ code });
    expect(problemOf(latin1(text))?.message).toMatch(message);
  });

  test('HEIC is named where the host cannot decode it, with what to do', () => {
    const inspected = inspectPicture(latin1(heicHeader), 'IMG_1.jpg');
    if (!inspected.ok) throw new Error(inspected.problem.message);
    expect(inspected.value.header).toMatchObject({ kind: 'heic', width: 64, height: 48 });
    const { message, remedy } = inspected.value.undecodable('unknown codec');
    expect(message).toBe(
      'IMG_1.jpg is a HEIC picture, as iPhones take them, which cannot be read here.',
    );
    expect(remedy).toContain('Most Compatible');
  });

  test('TIFF is damaged only where the host reads TIFF', () => {
    const opened = (reads: readonly 'tiff'[]) => {
      const inspected = inspectPicture(file('tiff8.tif'), 'scan', reads);
      return inspected.ok ? inspected.value.undecodable().code : inspected.problem.code;
    };
    expect(opened([])).toBe('picture-unsupported');
    expect(opened(['tiff'])).toBe('picture-damaged');
  });

  test('high dynamic range is named', () => {
    const pq = png(pixel, 2, [chunk('cICP', [9, 16, 0, 1])]);
    expect(problemOf(pq)?.message).toMatch(/high dynamic range/);
  });
});

test('the mark of the end of a JPEG is found behind thumbnails, and missed with a note', () => {
  const whole = file('jpeg.jpg');
  const thumbnail = withSegment(whole, 0xe5, whole);
  for (const [bytes, missing] of [
    [thumbnail, false],
    [Buffer.concat([whole, Buffer.alloc(9)]), false],
    [thumbnail.subarray(0, -2), true],
    [thumbnail.subarray(0, -1), true],
  ] as const) {
    const inspected = inspectPicture(bytes, 'photo');
    expect(inspected.ok && (inspected.value.note?.code ?? 'none')).toBe(
      missing ? 'picture-unfinished' : 'none',
    );
  }
});

test('a header that is cut off or damaged never throws', () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));
  for (const name of files) {
    const whole = file(name);
    for (let round = 0; round < 40; round++) {
      const bytes = Buffer.from(whole.subarray(0, round < 20 ? random(whole.length) : undefined));
      for (let i = 0; i < 3 && bytes.length > 16; i++)
        bytes[12 + random(bytes.length - 12)] = random(256);
      expect(() => inspectPicture(bytes, name)).not.toThrow();
    }
  }
});
