import type { Gifenc } from 'gifenc';
import { deflate, inflate } from '../../../common/streams.ts';
import {
  type ByteSink,
  type ClipOptions,
  frameTime,
  type RgbaFrame,
  type Spool,
} from '../clip-writer.ts';
import { graphAsComment } from '../graph-texts.ts';
import { countColours, createMatcher } from './palette.ts';

export interface GifWriter {
  add(frame: RgbaFrame): Promise<void>;
  finish(): Promise<void>;
}

/**
 * Writes a GIF with one palette of 256 colours for all of the clip: palettes of their own let still areas
 * flicker. So frames wait, packed, until the last one is known, and are written in a second pass.
 * Colours between those of the palette are mixed by an ordered pattern that stands still; the errors
 * of diffusion crawl from frame to frame. Times are hundredths of a second, rounded so that they do not
 * add up to a drift.
 */
export async function createGifWriter(
  { width, height, fps, graph, key }: ClipOptions,
  sink: ByteSink,
  spool: Spool,
): Promise<GifWriter> {
  const gifenc = await loadGifenc();
  const colours = countColours();
  let frames = 0;
  return {
    add: async (frame) => {
      colours.count(frame);
      await spool.put(await deflate(withoutAlpha(frame), 'deflate-raw'));
      frames++;
    },
    finish: async () => {
      const palette = gifenc.quantize(colours.sample(), 256, { format: 'rgb565' });
      const match = createMatcher(palette);
      const encoder = gifenc.GIFEncoder({ auto: false });
      encoder.writeHeader();
      for (let index = 0; index < frames; index++) {
        const packed = await spool.get(index);
        const rgb = await inflate(packed, 'deflate-raw', 3 * width * height);
        const hundredths = frameTime(index + 1, fps, 100) - frameTime(index, fps, 100);
        const first = index === 0;
        const delay = 10 * Math.max(2, hundredths);
        encoder.writeFrame(dithered(rgb, width, match), width, height, {
          ...{ first, delay, repeat: 0 },
          ...(first && { palette }),
        });
        await sink.append(encoder.bytesView().slice());
        encoder.stream.reset();
        if (first && graph !== null) await sink.append(comment(graphAsComment(graph, key)));
      }
      encoder.finish();
      await sink.append(encoder.bytesView().slice());
    },
  };
}

/** Bundlers give the parts of a CommonJS package one by one, Node gives them as one. */
async function loadGifenc(): Promise<Gifenc> {
  const { GIFEncoder, quantize, default: whole } = await import('gifenc');
  return GIFEncoder && quantize ? { GIFEncoder, quantize } : whole;
}

function withoutAlpha({ data }: RgbaFrame): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, at = 0; from < data.length; from += 4, at += 3) {
    rgb[at] = data[from] as number;
    rgb[at + 1] = data[from + 1] as number;
    rgb[at + 2] = data[from + 2] as number;
  }
  return rgb;
}

const side = 8;
/** Shades between the darkest and the brightest place of the pattern: about the step of the palette. */
const strength = 12;

/** Bayer's matrix: how much is added at each place, from -1/2 to 1/2. */
const pattern = Float64Array.from({ length: side * side }, (_, at) => {
  const [x, y] = [at % side, Math.floor(at / side)];
  let value = 0;
  for (let bit = 0; bit < 3; bit++) {
    const [across, down] = [(x >> bit) & 1, (y >> bit) & 1];
    value = value * 4 + (((across ^ down) << 1) | down);
  }
  return (value + 0.5) / (side * side) - 0.5;
});

function dithered(
  rgb: Uint8Array,
  width: number,
  match: (red: number, green: number, blue: number) => number,
): Uint8Array {
  const indices = new Uint8Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < indices.length; pixel++, at += 3) {
    const place = (Math.floor(pixel / width) % side) * side + ((pixel % width) % side);
    const added = strength * (pattern[place] as number);
    indices[pixel] = match(
      within((rgb[at] as number) + added),
      within((rgb[at + 1] as number) + added),
      within((rgb[at + 2] as number) + added),
    );
  }
  return indices;
}

const within = (shade: number) => Math.max(0, Math.min(255, Math.round(shade)));

/** A comment extension: pieces of at most 255 letters. */
function comment(text: string): Uint8Array {
  const letters = new TextEncoder().encode(text);
  const pieces = Math.ceil(letters.length / 255);
  const bytes = new Uint8Array(3 + letters.length + pieces);
  bytes.set([0x21, 0xfe]);
  let at = 2;
  for (let from = 0; from < letters.length; from += 255) {
    const piece = letters.subarray(from, from + 255);
    bytes[at] = piece.length;
    bytes.set(piece, at + 1);
    at += 1 + piece.length;
  }
  return bytes;
}
