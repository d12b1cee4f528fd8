import { joinBytes } from '../../../common/streams.ts';
import { viewOf } from '../../pictures/header.ts';
import { type Chunk, readChunks, writeChunk } from '../../png/chunks.ts';

/** One frame of an animated PNG as a picture of its own, and what becomes of the canvas around it. */
export interface ApngFrame {
  readonly png: Uint8Array;
  readonly left: number;
  readonly top: number;
  /** What the canvas is like for the next frame: with this one, without its place, as before it. */
  readonly after: 'keep' | 'clear' | 'restore';
  /** Whether it is laid over the canvas; otherwise it takes its place, with what is transparent. */
  readonly over: boolean;
}

/** What all frames share of the file: how their numbers are to be read. */
const shared = new Set('PLTE tRNS sBIT cICP iCCP sRGB gAMA cHRM'.split(' '));
const afterwards = ['keep', 'clear', 'restore'] as const;

/** The frames of an animated PNG (PNG, third edition), as far as the file is whole. */
export function splitApng(bytes: Uint8Array): readonly ApngFrame[] {
  const chunks = [...readChunks(bytes)];
  const header = chunks.find(({ type }) => type === 'IHDR');
  if (!header || header.data.length < 13) return [];
  const common = chunks
    .filter(({ type }) => shared.has(type))
    .map(({ start, end }) => bytes.subarray(start, end));
  const frames: { readonly control: Chunk; readonly data: Uint8Array[] }[] = [];
  for (const chunk of chunks) {
    if (chunk.type === 'fcTL' && chunk.data.length >= 26) frames.push({ control: chunk, data: [] });
    // Pixels before the first frame are a still picture for those who know no other.
    if (chunk.type === 'IDAT') frames.at(-1)?.data.push(chunk.data);
    if (chunk.type === 'fdAT') frames.at(-1)?.data.push(chunk.data.subarray(4));
  }
  return frames.map(({ control, data }) => {
    const view = viewOf(control.data);
    const size = header.data.slice();
    size.set(control.data.subarray(4, 12));
    const png = joinBytes([
      ...[bytes.subarray(0, 8), writeChunk('IHDR', size), ...common],
      ...data.map((part) => writeChunk('IDAT', part)),
      writeChunk('IEND', new Uint8Array()),
    ]);
    const place = { left: view.getUint32(12), top: view.getUint32(16) };
    return {
      png,
      ...place,
      after: afterwards[view.getUint8(24)] ?? 'keep',
      over: view.getUint8(25) === 1,
    };
  });
}
