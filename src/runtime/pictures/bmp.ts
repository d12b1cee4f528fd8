import { viewOf } from './header.ts';

/** Eight bits of red, green, blue and straight alpha a pixel. */
export interface BmpPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Decodes a BMP file, with runs of equal pixels or without. By ourselves: libvips has no BMP, and the
 * decoders on npm confuse red with alpha or stop at odd widths.
 * @throws RangeError where the file is cut off, or an Error that says what is not read.
 */
export function decodeBmp(file: Uint8Array): BmpPixels {
  const info = readInfo(viewOf(file));
  const { width, height, bits, packing } = info;
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw new Error(`it has ${bits} bits a pixel`);
  const data = new Uint8Array(width * height * 4);
  const put = (x: number, y: number, [red, green, blue, alpha]: Pixel) => {
    if (x >= width || y >= height) return;
    const row = info.topFirst ? y : height - 1 - y;
    data.set([red, green, blue, alpha], (row * width + x) * 4);
  };
  if (packing === 1 || packing === 2) readRuns(file, info, put);
  else if (packing === 0 || packing === 3 || packing === 6) readRows(file, info, put);
  else throw new Error('it is packed in a way that is not read');
  if (isInvisible(data)) for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { width, height, data };
}

type Pixel = readonly [number, number, number, number];
type Put = (x: number, y: number, pixel: Pixel) => void;

interface Info {
  readonly width: number;
  readonly height: number;
  readonly topFirst: boolean;
  readonly bits: number;
  /** 0: none, 1: runs of 8 bits, 2: runs of 4 bits, 3 and 6: by masks. */
  readonly packing: number;
  readonly palette: readonly Pixel[];
  /** Which bits of a pixel are red, green, blue and alpha. */
  readonly masks: readonly number[];
  /** Where the pixels begin. */
  readonly start: number;
}

function readInfo(view: DataView): Info {
  const [start, length] = [view.getUint32(10, true), view.getUint32(14, true)];
  const old = length === 12;
  const bits = view.getUint16(old ? 24 : 28, true);
  const stored = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const packing = old ? 0 : view.getUint32(30, true);
  const masked = packing === 3 || packing === 6;
  const count = masked ? (length >= 56 || packing === 6 ? 4 : 3) : 0;
  const masks = masked
    ? Array.from({ length: count }, (_, i) => view.getUint32(54 + 4 * i, true))
    : bits === 16
      ? [0x7c00, 0x3e0, 0x1f]
      : [0xff0000, 0xff00, 0xff];
  const colours = bits > 8 ? 0 : (!old && view.getUint32(46, true)) || 2 ** bits;
  const palette = Array.from({ length: Math.min(colours, 256) }, (_, i): Pixel => {
    const at = 14 + length + (masked && length === 40 ? 12 : 0) + i * (old ? 3 : 4);
    return [view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at), 255];
  });
  return {
    width: old ? view.getUint16(18, true) : view.getInt32(18, true),
    height: Math.abs(stored),
    topFirst: stored < 0,
    bits,
    packing,
    palette,
    masks,
    start,
  };
}

const black: Pixel = [0, 0, 0, 255];

/** Rows fill whole words of four bytes. */
function readRows(file: Uint8Array, { bits, palette, masks, start, ...size }: Info, put: Put) {
  const view = viewOf(file);
  const stride = Math.ceil((size.width * bits) / 32) * 4;
  const channels = masks.map(channelOf);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const at = start + y * stride + ((x * bits) >> 3);
      if (bits <= 8) {
        const index = (view.getUint8(at) >> (8 - bits - ((x * bits) & 7))) & (2 ** bits - 1);
        put(x, y, palette[index] ?? black);
      } else {
        const low = view.getUint16(at, true);
        const high =
          bits === 16 ? 0 : bits === 24 ? view.getUint8(at + 2) : view.getUint16(at + 2, true);
        const value = low + high * 65536;
        const [red = 0, green = 0, blue = 0, alpha = 255] = channels.map((read) => read(value));
        put(x, y, [red, green, blue, alpha]);
      }
    }
  }
}

/** Spreads the bits of a mask over 0 to 255. */
function channelOf(mask: number): (value: number) => number {
  let unit = 1;
  while (unit < mask && Math.floor(mask / unit) % 2 === 0) unit *= 2;
  const top = Math.floor(mask / unit);
  return top === 0
    ? () => 0
    : (value) => Math.round(((Math.floor(value / unit) % (top + 1)) * 255) / top);
}

/** Pairs of a count and a value; a count of 0 ends a row or the picture, jumps, or has pixels one by one. */
function readRuns(file: Uint8Array, { packing, palette, start, height }: Info, put: Put) {
  const nibbles = packing === 2;
  const view = viewOf(file);
  let [at, x, y] = [start, 0, 0];
  const pixel = (byte: number, i: number) =>
    palette[nibbles ? (i & 1 ? byte & 15 : byte >> 4) : byte] ?? black;
  while (y < height) {
    const [count, value] = [view.getUint8(at), view.getUint8(at + 1)];
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(x + i, y, pixel(value, i));
      x += count;
    } else if (value === 0) [x, y] = [0, y + 1];
    else if (value === 1) return;
    else if (value === 2) {
      [x, y] = [x + view.getUint8(at), y + view.getUint8(at + 1)];
      at += 2;
    } else {
      for (let i = 0; i < value; i++) {
        put(x + i, y, pixel(view.getUint8(at + (nibbles ? i >> 1 : i)), i));
      }
      x += value;
      at += Math.ceil((nibbles ? Math.ceil(value / 2) : value) / 2) * 2;
    }
  }
}

/** Many programs write 0 for an alpha that they do not mean. */
function isInvisible(data: Uint8Array): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return false;
  return true;
}
