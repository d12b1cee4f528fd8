import { viewOf } from '../../pictures/header.ts';
import { readChunks } from '../../png/chunks.ts';
import { riffChunks } from '../webp-writer.ts';

/** How long each frame of an animated picture is shown, in milliseconds. Empty: nothing moves. */
export function delaysOf(bytes: Uint8Array, kind: 'gif' | 'webp' | 'png'): readonly number[] {
  switch (kind) {
    case 'gif':
      return [...gifParts(bytes)].flatMap((part) => ('delay' in part ? [part.delay] : []));
    case 'webp':
      return riffChunks(bytes)
        .filter(({ type, data }) => type === 'ANMF' && data.length >= 16)
        .map(({ data }) => viewOf(data).getUint32(12, true) & 0xffffff);
    case 'png':
      return apngDelays(bytes);
  }
}

function apngDelays(bytes: Uint8Array): readonly number[] {
  const delays: number[] = [];
  let moves = false;
  for (const { type, data } of readChunks(bytes)) {
    if (type === 'acTL') moves = true;
    if (type !== 'fcTL' || data.length < 26) continue;
    const view = viewOf(data);
    delays.push((1000 * view.getUint16(20)) / (view.getUint16(22) || 100));
  }
  return moves ? delays : [];
}

/** What stands in a GIF: frames, and comments. */
type GifPart = { readonly delay: number } | { readonly comment: string };

/** In order, as far as the file is whole. */
export function* gifParts(bytes: Uint8Array): Generator<GifPart> {
  const tableLength = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let delay = 0;
  let at = 13 + tableLength(bytes[10] ?? 0);
  while (at < bytes.length) {
    const introducer = bytes[at];
    if (introducer === 0x21) {
      const label = bytes[at + 1];
      const { blocks, end } = subBlocks(bytes, at + 2);
      if (end === undefined) return;
      const [first] = blocks;
      if (label === 0xf9 && first && first.length >= 4)
        delay = 10 * viewOf(first).getUint16(1, true);
      if (label === 0xfe) yield { comment: textOf(blocks) };
      at = end;
    } else if (introducer === 0x2c) {
      const { end } = subBlocks(bytes, at + 11 + tableLength(bytes[at + 9] ?? 0));
      if (end === undefined) return;
      yield { delay };
      delay = 0;
      at = end;
    } else return;
  }
}

function textOf(blocks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('latin1');
  return blocks.map((block) => decoder.decode(block)).join('');
}

/** Pieces with their lengths before them, up to an empty one. `end` is undefined if that is missing. */
function subBlocks(bytes: Uint8Array, from: number) {
  const blocks: Uint8Array[] = [];
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] as number;
    if (length === 0) return { blocks, end: at + 1 };
    blocks.push(bytes.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { blocks, end: undefined };
}
