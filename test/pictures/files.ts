import { crc32, deflateSync } from 'node:zlib';

/** What is stored: rows of pixels, each of so many whole numbers. */
export interface Stored {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly channels: number;
  readonly at: (x: number, y: number) => readonly number[];
}

export function chunk(type: string, data: Uint8Array | readonly number[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), 4 + body.length);
  return bytes;
}

/** Whole numbers in units of 1/100000, as gAMA and cHRM have them. */
export function units(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries())
    bytes.writeUInt32BE(Math.round(value * 100_000), 4 * i);
  return bytes;
}

export const iccChunk = (icc: Buffer) =>
  chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]));

function pack({ bits, channels, at }: Stored, xs: readonly number[], y: number): Buffer {
  const row = Buffer.alloc(Math.ceil((xs.length * channels * bits) / 8));
  let place = 0;
  for (const x of xs) {
    for (const value of at(x, y)) {
      if (bits === 16) row.writeUInt16BE(value, place / 8);
      else row[place >> 3] = (row[place >> 3] as number) | (value << (8 - bits - (place & 7)));
      place += bits;
    }
  }
  return row;
}

/** The seven passes: first column, first row, step across, step down. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** @param type as in IHDR: 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha. */
export function png(
  stored: Stored,
  type: number,
  extra: readonly Buffer[] = [],
  interlaced = false,
) {
  const { width, height, bits } = stored;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([bits, type, 0, 0, Number(interlaced)], 8);
  const passes = interlaced ? adam7 : [[0, 0, 1, 1] as const];
  const rows = passes.flatMap(([left, top, across, down]) => {
    const xs = range(left, width, across);
    return range(top, height, down).flatMap((y) => [Buffer.alloc(1), pack(stored, xs, y)]);
  });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...extra,
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', []),
  ]);
}

const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);

/** An EXIF block that says only how the picture is turned. */
export function exif(orientation: number): Buffer {
  return Buffer.from([
    ...Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1'),
    orientation,
    ...Buffer.alloc(6),
  ]);
}

/** A JPEG with a segment after its start. */
export function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

/** A lossless or lossy WebP as one with features, among which EXIF. */
export function webpWithExif(webp: Buffer, width: number, height: number, data: Buffer): Buffer {
  const features = Buffer.alloc(10);
  features[0] = 8;
  features.writeUIntLE(width - 1, 4, 3);
  features.writeUIntLE(height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', features),
    webp.subarray(12),
    riff('EXIF', data),
  ]);
  return riff('RIFF', body);
}

function riff(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}

export interface BmpOptions {
  readonly palette?: readonly (readonly number[])[];
  readonly topFirst?: boolean;
  readonly runs?: boolean;
  /** Of 16 bits. */
  readonly masks?: readonly number[];
}

/** Pixels are whole numbers of so many bits; colours come as blue, green, red. */
export function bmp(stored: Stored, { palette = [], topFirst, runs, masks = [] }: BmpOptions = {}) {
  const { width, height, bits, channels } = stored;
  const info = Buffer.alloc(54);
  const rows = range(0, height, 1).map((y) => {
    const row = topFirst ? y : height - 1 - y;
    if (runs) {
      const pairs = range(0, width, 1).flatMap((x) => [1, ...stored.at(x, row)]);
      return Buffer.from([...pairs, 0, 0]);
    }
    const plain =
      bits === 16
        ? Buffer.from(range(0, width, 1).flatMap((x) => pair(stored.at(x, row)[0] ?? 0)))
        : pack({ ...stored, bits: Math.min(bits, 8) }, range(0, width, 1), row);
    return Buffer.concat([plain, Buffer.alloc(-plain.length & 3)]);
  });
  const colours = Buffer.from(palette.flatMap(([r = 0, g = 0, b = 0]) => [b, g, r, 0]));
  const bits32 = Buffer.alloc(4 * masks.length);
  for (const [i, mask] of masks.entries()) bits32.writeUInt32LE(mask, 4 * i);
  const pixels = Buffer.concat([...rows, Buffer.from(runs ? [0, 1] : [])]);
  const start = 54 + bits32.length + colours.length;
  info.write('BM');
  info.writeUInt32LE(start + pixels.length, 2);
  info.writeUInt32LE(start, 10);
  info.writeUInt32LE(40, 14);
  info.writeInt32LE(width, 18);
  info.writeInt32LE(topFirst ? -height : height, 22);
  info.writeUInt16LE(1, 26);
  info.writeUInt16LE(bits > 16 ? 8 * channels : bits, 28);
  info.writeUInt32LE(runs ? 1 : masks.length > 0 ? 3 : 0, 30);
  info.writeUInt32LE(pixels.length, 34);
  info.writeUInt32LE(palette.length, 46);
  return Buffer.concat([info, bits32, colours, pixels]);
}

const pair = (value: number) => [value & 255, value >> 8];

/** A lossless WebP of one colour, in 30 bytes however large it is: every pixel takes no bit. */
export function flatWebp(width: number, height: number, green = 128): Buffer {
  let bits = 0n;
  let count = 0n;
  const put = (value: number, length: number) => {
    bits |= BigInt(value) << count;
    count += BigInt(length);
  };
  put(0x2f, 8);
  put(width - 1, 14);
  put(height - 1, 14);
  // No alpha, version 0, no transform, no cache of colours, one set of codes.
  put(0, 1 + 3 + 1 + 1 + 1);
  // Green, red, blue, alpha and distance: simple codes of a single symbol, of 8 bits and of 1.
  put(0b101, 3);
  put(green, 8);
  for (let code = 0; code < 4; code++) put(0b0001, 4);
  const data = Buffer.alloc((Number(count + 15n) >> 4) << 1);
  for (let i = 0; i < data.length; i++) data[i] = Number((bits >> BigInt(8 * i)) & 255n);
  const head = Buffer.from('RIFF\0\0\0\0WEBPVP8L\0\0\0\0', 'latin1');
  head.writeUInt32LE(12 + data.length, 4);
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, data]);
}
