import { isPng } from '../png/chunks.ts';
import { letters, type PictureHeader, type PictureKind } from './header.ts';
import { readJpeg } from './jpeg.ts';
import { readBmp, readGif, readHeif, readTiff, readWebp } from './others.ts';
import { readPng } from './png.ts';

/** How kinds are called in sentences, also those that nothing here reads. */
export interface KnownKind {
  readonly name: string;
  /** What to do with it where it cannot be read. */
  readonly remedy?: string;
  /** Absent where nothing here reads it. */
  readonly kind?: PictureKind;
}

const heic: KnownKind = {
  kind: 'heic',
  name: 'a HEIC picture, as iPhones take them',
  remedy:
    'Export it as JPEG: on the phone choose Settings, Camera, Formats, Most Compatible; on a Mac open it in Preview.',
};

const video: KnownKind = { name: 'a video', remedy: 'Load Clip reads it, frame by frame.' };

/** Where a text stands in a file of the kind. */
type Mark = readonly [at: number, text: string | RegExp, kind: KnownKind];

const marks: readonly Mark[] = [
  [0, '\xff\xd8\xff', { kind: 'jpeg', name: 'a JPEG picture' }],
  [0, /^GIF8[79]a/, { kind: 'gif', name: 'a GIF picture' }],
  [8, 'CR\x02', { name: "a camera's raw file", remedy: 'Export it as JPEG, PNG or WebP.' }],
  [0, /^(II\*\0|MM\0\*)/, { kind: 'tiff', name: 'a TIFF picture' }],
  [0, 'FUJIFILM', { name: "a camera's raw file", remedy: 'Export it as JPEG, PNG or WebP.' }],
  [0, /^(II\+\0|MM\0\+)/, { name: 'a TIFF picture of the kind BigTIFF' }],
  [0, '\xff\x0a', { name: 'a JPEG XL picture' }],
  [0, '\0\0\0\x0cJXL ', { name: 'a JPEG XL picture' }],
  [0, '\0\0\0\x0cjP  ', { name: 'a JPEG 2000 picture' }],
  [0, '8BPS', { name: 'a Photoshop file' }],
  [0, 'gimp xcf', { name: 'a GIMP file' }],
  [0, '\x76\x2f\x31\x01', { name: 'an OpenEXR picture' }],
  [0, '#?RADIANCE', { name: 'a Radiance HDR picture' }],
  [0, /^P[1-7]\s/, { name: 'a Netpbm picture' }],
  [0, '\0\0\x01\0', { name: 'an icon file' }],
  [0, '%PDF', { name: 'a PDF document' }],
  [0, 'PK\x03\x04', { name: 'a ZIP archive', remedy: 'Unpack it first.' }],
  [0, '\x1aE\xdf\xa3', video],
  [0, /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)?<svg/i, { name: 'an SVG drawing' }],
  [
    0,
    /^\s*<(!doctype html|html|head)/i,
    { name: 'a web page', remedy: 'Save the picture itself, not the page that shows it.' },
  ],
];

/** What kind of file it is, by its content and not by its name. */
export function kindOf(bytes: Uint8Array): KnownKind | undefined {
  if (isPng(bytes)) return { kind: 'png', name: 'a PNG picture' };
  const start = letters(bytes, 0, 400);
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8))
    return { kind: 'webp', name: 'a WebP picture' };
  if (start.startsWith('ftyp', 4)) return byBrands(start);
  if (isBmp(start)) return { kind: 'bmp', name: 'a BMP picture' };
  const found = marks.find(([at, mark]) =>
    typeof mark === 'string' ? start.startsWith(mark, at) : mark.test(start.slice(at)),
  );
  return found?.[2];
}

/** Pictures and videos have the same kind of box; its brands say which it is. */
function byBrands(start: string): KnownKind {
  const brands = start.slice(8, start.charCodeAt(2) * 256 + start.charCodeAt(3));
  if (/avi[fs]/.test(brands)) return { kind: 'avif', name: 'an AVIF picture' };
  return /hei[cxms]|hev[cxms]|mif1/.test(brands) ? heic : video;
}

/** Two letters are little, so that the length of the header must be one that there is. */
function isBmp(start: string): boolean {
  return start.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(start.charCodeAt(14));
}

export function readHeader(bytes: Uint8Array, kind: PictureKind): PictureHeader {
  switch (kind) {
    case 'png':
      return readPng(bytes);
    case 'jpeg':
      return readJpeg(bytes);
    case 'webp':
      return readWebp(bytes);
    case 'gif':
      return readGif(bytes);
    case 'bmp':
      return readBmp(bytes);
    case 'tiff':
      return readTiff(bytes);
    case 'avif':
    case 'heic':
      return readHeif(bytes, kind);
  }
}
