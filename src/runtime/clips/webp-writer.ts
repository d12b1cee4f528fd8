import { letters, viewOf } from '../pictures/header.ts';
import { type ByteSink, type ClipOptions, frameTime } from './clip-writer.ts';
import { graphAsXmp } from './graph-texts.ts';

/** Takes still WebP pictures one after the other and makes one file of them that moves. */
export interface WebpWriter {
  add(still: Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

/** Chunks of a still picture that are its pixels; whatever else it says, the clip says once. */
const pixels = new Set(['ALPH', 'VP8 ', 'VP8L']);
const hasAnimation = 0x02;
const hasXmp = 0x04;

/**
 * Writes an animated WebP: a RIFF file with the header VP8X, ANIM for all frames, ANMF for each, and the
 * graph as XMP at the end (WebP Container Specification). Times are whole milliseconds, each frame's
 * rounded so that they do not add up to a drift. It plays for ever.
 */
export async function createWebpWriter(
  { width, height, fps, graph, key }: ClipOptions,
  sink: ByteSink,
): Promise<WebpWriter> {
  let length = 4;
  let frames = 0;
  const write = async (bytes: Uint8Array) => {
    length += bytes.length;
    await sink.append(bytes);
  };
  await sink.append(text('RIFF\0\0\0\0WEBP'));
  const flags = hasAnimation | (graph === null ? 0 : hasXmp);
  await write(chunk('VP8X', [flags, 0, 0, 0, ...bytesOf(width - 1, 3), ...bytesOf(height - 1, 3)]));
  // A background of white, and no end of repetitions.
  await write(chunk('ANIM', [255, 255, 255, 255, 0, 0]));
  return {
    add: async (still) => {
      const milliseconds = frameTime(frames + 1, fps, 1000) - frameTime(frames, fps, 1000);
      frames++;
      const place = [...bytesOf(0, 6), ...bytesOf(width - 1, 3), ...bytesOf(height - 1, 3)];
      // Frames are opaque: each takes the place of the one before.
      const doNotBlend = 2;
      const head = [...place, ...bytesOf(milliseconds, 3), doNotBlend];
      await write(chunk('ANMF', head, ...pixelChunks(still)));
    },
    finish: async () => {
      if (graph !== null) await write(chunk('XMP ', [], text(graphAsXmp(graph, key))));
      await sink.patch(4, Uint8Array.from(bytesOf(length, 4)));
    },
  };
}

function pixelChunks(still: Uint8Array): Uint8Array[] {
  return riffChunks(still)
    .filter(({ type }) => pixels.has(type))
    .map(({ start, end }) => padded(still.subarray(start, end)));
}

interface RiffChunk {
  readonly type: string;
  /** Where it lies with its header. */
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
}

/** The chunks of a RIFF file in order, as far as it is whole. */
export function riffChunks(file: Uint8Array): readonly RiffChunk[] {
  const view = viewOf(file);
  const chunks: RiffChunk[] = [];
  for (let start = 12; start + 8 <= file.length; ) {
    const end = start + 8 + view.getUint32(start + 4, true);
    if (end > file.length) break;
    const type = letters(file, start, start + 4);
    chunks.push({ type, start, end, data: file.subarray(start + 8, end) });
    start = end + (end & 1);
  }
  return chunks;
}

function chunk(type: string, head: readonly number[], ...parts: readonly Uint8Array[]): Uint8Array {
  const length = head.length + parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(8 + length + (length & 1));
  bytes.set(text(type));
  bytes.set(bytesOf(length, 4), 4);
  bytes.set(head, 8);
  let at = 8 + head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Chunks have even lengths. */
function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  return longer;
}

const text = (letters: string) => new TextEncoder().encode(letters);

/** A whole number, its smallest byte first. */
function bytesOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor(value / 256 ** at) % 256);
}
