import { colourOfCodes } from './colour.ts';
import { readDirectory, takeOrientation } from './exif.ts';
import { header, letters, type PictureHeader, viewOf } from './header.ts';

export function readGif(file: Uint8Array): PictureHeader {
  if (file.length < 10) return header('gif', file, {});
  const view = viewOf(file);
  return header('gif', file, { width: view.getUint16(6, true), height: view.getUint16(8, true) });
}

export function readBmp(file: Uint8Array): PictureHeader {
  if (file.length < 26) return header('bmp', file, {});
  const view = viewOf(file);
  // The oldest header is 12 bytes long. A negative height says that the top row comes first.
  const [width, height] =
    view.getUint32(14, true) === 12
      ? [view.getUint16(18, true), view.getUint16(20, true)]
      : [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
  return header('bmp', file, { width, height });
}

export function readTiff(file: Uint8Array): PictureHeader {
  const entries = readDirectory(file);
  return header('tiff', file, {
    width: entries.get(0x100)?.value ?? 0,
    height: entries.get(0x101)?.value ?? 0,
    ...takeOrientation(file, 0, file.length),
  });
}

/** A RIFF file: chunks of a name, a length and data of an even length. */
export function readWebp(file: Uint8Array): PictureHeader {
  const view = viewOf(file);
  let found: Partial<PictureHeader> = {};
  for (let at = 12; at + 18 <= file.length; ) {
    const [name, from] = [letters(file, at, at + 4), at + 8];
    const to = from + view.getUint32(at + 4, true);
    if (name === 'VP8X') found = { ...found, ...sizeOf(view, from + 4) };
    if (name === 'VP8 ' && !found.width) {
      const [width, height] = [view.getUint16(from + 6, true), view.getUint16(from + 8, true)];
      found = { ...found, width: width & 0x3fff, height: height & 0x3fff };
    }
    if (name === 'VP8L' && !found.width) {
      const bits = view.getUint32(from + 1, true);
      found = { ...found, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    if (name === 'EXIF') found = { ...found, ...takeOrientation(file, from, to) };
    at = to + (to & 1);
  }
  return header('webp', file, found);
}

/** Width and height less one, in three bytes each. */
const sizeOf = (view: DataView, at: number) => ({
  width: (view.getUint32(at, true) & 0xffffff) + 1,
  height: (view.getUint32(at + 2, true) >>> 8) + 1,
});

/** AVIF and HEIC: boxes in boxes, the properties of the pictures four deep. */
export function readHeif(file: Uint8Array, kind: 'avif' | 'heic'): PictureHeader {
  const properties = [...boxes(file, 0, file.length)]
    .filter(({ type }) => type === 'meta')
    .flatMap(({ from, to }) => inside(file, from + 4, to, 'iprp'))
    .flatMap(({ from, to }) => inside(file, from, to, 'ipco'))
    .flatMap(({ from, to }) => [...boxes(file, from, to)]);
  const view = viewOf(file);
  // A thumbnail and the tiles of a grid have sizes of their own.
  const sizes = properties
    .filter(({ type, from, to }) => type === 'ispe' && to - from >= 12)
    .map(({ from }) => ({ width: view.getUint32(from + 4), height: view.getUint32(from + 8) }))
    .sort((a, b) => b.width * b.height - a.width * a.height);
  const kinds = properties.filter(({ type, from, to }) => type === 'colr' && to - from >= 8);
  const codes = kinds.find(({ from }) => letters(file, from, from + 4) === 'nclx');
  const onlyCodes = codes && kinds.every(({ from }) => letters(file, from, from + 4) === 'nclx');
  const colour = onlyCodes
    ? colourOfCodes(view.getUint16(codes.from + 4), stillTransfer(view.getUint16(codes.from + 6)))
    : undefined;
  return header(kind, file, { ...sizes[0], ...(colour && { colour }) });
}

/** Encoders of video write BT.709 and mean nothing by it: browsers show such stills as sRGB. */
const stillTransfer = (code: number) => (code === 1 || code === 6 ? 13 : code);

interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

const inside = (file: Uint8Array, from: number, to: number, wanted: string) =>
  [...boxes(file, from, to)].filter(({ type }) => type === wanted);

function* boxes(file: Uint8Array, from: number, to: number): Generator<Box> {
  const view = viewOf(file);
  for (let at = from; at + 8 <= to; ) {
    // 0: to the end of the file. Lengths of 64 bits belong to data, which comes last.
    const length = view.getUint32(at) || to - at;
    if (length < 8 || at + length > to) return;
    yield { type: letters(file, at + 4, at + 8), from: at + 8, to: at + length };
    at += length;
  }
}
