import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { retirementOf } from '../../../models/retired.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';
import { formatOfBytes, type PictureFormat } from './picture-format.ts';
import { reasonOf } from './system-error.ts';

/** Bits per channel in a file. */
export type Depth = 8 | 16;

export interface PictureFile {
  readonly picture: Picture;
  readonly format: PictureFormat;
  readonly depth: Depth;
}

const maxPixels = 100_000_000;
const intactCopy = 'Use an intact copy of the picture.';

/**
 * Reads a PNG, JPEG or WebP file, by content and not by name. Applies the EXIF orientation,
 * converts colour profiles, CMYK and grey to sRGB, and puts transparent pixels on white.
 *
 * Problems: `picture-not-found`, `picture-not-a-file`, `picture-unreadable`, `picture-empty`,
 * `picture-unsupported`, `picture-damaged`, `picture-too-large`.
 */
export async function readPicture(path: string): Promise<Result<PictureFile>> {
  const bytes = await readBytes(path);
  return bytes.ok ? decodePicture(bytes.value, path) : bytes;
}

/** `readPicture` for bytes; `name` is for messages. */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<Result<PictureFile>> {
  const format = formatOfBytes(bytes);
  if (!format) {
    const message = `${name} is not a PNG, JPEG or WebP picture.`;
    return fail({ code: 'picture-unsupported', message, remedy: 'Convert it to one of these.' });
  }
  try {
    return await decode(name, bytes, format);
  } catch (error) {
    const message = `${name} is damaged or incomplete (${reasonOf(error)}).`;
    return fail({ code: 'picture-damaged', message, remedy: intactCopy });
  }
}

/** The bytes of a file, which must exist and not be empty. Problems: the first four of `readPicture`. */
export async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    const info = await stat(path);
    if (!info.isFile()) {
      const message = `${path} is ${info.isDirectory() ? 'a folder' : 'not a regular file'}.`;
      return fail({ code: 'picture-not-a-file', message, remedy: 'Name a picture file.' });
    }
    if (info.size === 0) {
      const message = `${path} is empty (0 bytes).`;
      return fail({ code: 'picture-empty', message, remedy: intactCopy });
    }
    return ok(await readFile(path));
  } catch (error) {
    return fail(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? notFound(path)
        : { code: 'picture-unreadable', message: `${path} cannot be read: ${reasonOf(error)}.` },
    );
  }
}

function notFound(path: string): Problem {
  // Graphs that the command line made name a sample by its path.
  const [, name = ''] = /assets[/\\]samples[/\\]([^/\\.]+)\.jpg$/.exec(path) ?? [];
  const retired = retirementOf('image', name);
  const message = `There is no file ${path}.`;
  if (!retired) return { code: 'picture-not-found', message, remedy: 'Check the name.' };
  return { code: 'picture-not-found', ...retired, message: `${message} ${retired.message}` };
}

async function decode(
  path: string,
  bytes: Uint8Array,
  format: PictureFormat,
): Promise<Result<PictureFile>> {
  // Accepts files with harmless defects, such as odd metadata, but not truncated ones.
  const source = sharp(bytes, { failOn: 'truncated', limitInputPixels: false });
  const { width, height, depth: type } = await source.metadata();
  if (width * height > maxPixels) {
    const message = `${path} has ${width} x ${height} pixels; the most is 100 megapixels.`;
    return fail({ code: 'picture-too-large', message, remedy: 'Make it smaller first.' });
  }
  const depth = type === 'ushort' ? 16 : 8;
  const { data, info } = await source
    .autoOrient()
    .toColourspace(depth === 16 ? 'rgb16' : 'srgb')
    .raw({ depth: depth === 16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const samples =
    depth === 16 ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const rgb = overWhite(samples, info.channels, depth);
  return ok({ picture: { width: info.width, height: info.height, data: rgb }, format, depth });
}

/** Integers of 3 (RGB) or 4 (RGBA, straight alpha) channels to floats in [0, 1] over white. */
function overWhite(samples: Uint8Array | Uint16Array, channels: number, depth: Depth) {
  const top = 2 ** depth - 1;
  const rgb = new Float32Array((samples.length / channels) * 3);
  for (let i = 0; i < rgb.length; i++) {
    const pixel = Math.floor(i / 3) * channels;
    const value = (samples[pixel + (i % 3)] ?? 0) / top;
    const alpha = channels === 4 ? (samples[pixel + 3] ?? 0) / top : 1;
    rgb[i] = alpha === 1 ? value : value * alpha + 1 - alpha;
  }
  return rgb;
}

/** How a picture is written. `depth` 16 counts for PNG only, `quality` for the others. */
export interface Encoding {
  /** For messages. */
  readonly path: string;
  readonly format: PictureFormat;
  readonly quality: number;
  readonly depth: Depth;
}

/**
 * The bytes of a picture file. PNG keeps every bit of what `readPicture` gave when `depth` is the
 * same; JPEG and WebP have 8 bits and lose a little. Problem: `picture-unwritable`.
 */
export async function encodeFor(picture: Picture, encoding: Encoding): Promise<Result<Uint8Array>> {
  try {
    return ok(await encodePicture(picture, encoding));
  } catch (error) {
    // The most pixels a side: 16383 in WebP, 65535 in JPEG.
    const message = `A picture of ${picture.width} x ${picture.height} pixels cannot be stored as ${encoding.path}: ${reasonOf(error)}.`;
    return fail({ code: 'picture-unwritable', message, remedy: 'Choose PNG.' });
  }
}

/** Values outside [0, 1] are clipped. */
function encodePicture(picture: Picture, { format, depth, quality }: Encoding): Promise<Buffer> {
  const { width, height, data } = picture;
  const deep = depth === 16 && format === 'png';
  const samples = deep ? new Uint16Array(data.length) : new Uint8Array(data.length);
  const top = deep ? 65535 : 255;
  for (let i = 0; i < samples.length; i++) {
    samples[i] = Math.round(Math.min(1, Math.max(0, data[i] ?? 0)) * top);
  }
  const image = sharp(samples, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  switch (format) {
    case 'png':
      return image
        .toColourspace(deep ? 'rgb16' : 'srgb')
        .png()
        .toBuffer();
    case 'jpeg':
      return image.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'webp':
      return image.webp({ quality }).toBuffer();
  }
}
