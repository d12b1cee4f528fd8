import { joinBytes } from '../../common/streams.ts';
import { readChunks, writeChunk } from '../png/chunks.ts';
import { type Colour, colourOfCodes, srgbPrimaries } from './colour.ts';
import { takeOrientation } from './exif.ts';
import { header, type PictureHeader, viewOf } from './header.ts';

/**
 * What a decoder needs. Not texts, which may be packed to a thousandth of their length, nor the
 * orientation, nor the frames of an animation: the still picture in the file is what is read.
 */
const kept = new Set('IHDR PLTE IDAT IEND tRNS sBIT cICP iCCP sRGB gAMA cHRM pHYs'.split(' '));

export function readPng(file: Uint8Array): PictureHeader {
  const parts: Uint8Array[] = [file.subarray(0, 8)];
  const data = new Map<string, Uint8Array>();
  let end = 8;
  for (const chunk of readChunks(file)) {
    end = chunk.end;
    if (!data.has(chunk.type)) data.set(chunk.type, chunk.data);
    // Code points come first and take the place of a profile.
    const outdone = chunk.type === 'iCCP' && data.has('cICP');
    if (kept.has(chunk.type) && !outdone) parts.push(file.subarray(chunk.start, chunk.end));
    if (chunk.type === 'IEND') break;
  }
  // What else is cut off stays, so that a decoder finds out.
  const unfinished = !data.has('IEND') && isStartOfEnd(file.subarray(end));
  if (!data.has('IEND')) parts.push(unfinished ? endChunk : file.subarray(end));
  const size = data.get('IHDR');
  const view = size && size.length >= 8 ? viewOf(size) : undefined;
  const exif = data.get('eXIf');
  const { orientation } = exif ? takeOrientation(exif, 0, exif.length) : { orientation: 1 };
  const colour = colourOf(data);
  return header('png', joinBytes(parts), {
    width: view?.getUint32(0) ?? 0,
    height: view?.getUint32(4) ?? 0,
    orientation,
    unfinished,
    ...(colour && { colour }),
  });
}

const endChunk = writeChunk('IEND', new Uint8Array());

const isStartOfEnd = (rest: Uint8Array) =>
  rest.length < endChunk.length && rest.every((byte, i) => byte === endChunk[i]);

/** By the order of precedence of the specification: cICP, iCCP, sRGB, then gAMA and cHRM. */
function colourOf(data: ReadonlyMap<string, Uint8Array>): Colour | undefined {
  const codes = data.get('cICP');
  if (codes && codes.length >= 4) return colourOfCodes(codes[0] as number, codes[1] as number);
  if (data.has('iCCP') || data.has('sRGB')) return undefined;
  const [gamma, points] = [numbers(data.get('gAMA')), numbers(data.get('cHRM'))];
  const [exponent = 0] = gamma;
  if (exponent <= 0) return undefined;
  const transfer = { kind: 'power', exponent: 1 / exponent } as const;
  if (points.length === 8 && points.every((value) => value > 0)) {
    return { primaries: whiteLast(points), transfer };
  }
  // Before sRGB had a chunk it was written like this: browsers and libpng take it for sRGB.
  if (Math.abs(exponent * 2.2 - 1) < 0.05) return undefined;
  return { primaries: srgbPrimaries, transfer };
}

/** The file has white first, then red, green and blue. */
const whiteLast = (points: readonly number[]) => [...points.slice(2), ...points.slice(0, 2)];

/** Whole numbers in units of 1/100000. */
function numbers(data: Uint8Array | undefined): readonly number[] {
  if (!data) return [];
  const view = viewOf(data);
  return Array.from({ length: data.length >> 2 }, (_, i) => view.getUint32(4 * i) / 100_000);
}
