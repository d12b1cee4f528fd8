import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import sharp, { type Sharp } from 'sharp';
import { retirementOf } from '../../../models/retired.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';
import { type Making, softwareText } from '../../runtime/node.ts';
import { type Depth, decodePicture, type PictureFile } from './decode-picture.ts';
import type { PictureFormat } from './picture-format.ts';
import { reasonOf } from './system-error.ts';

/**
 * Reads a picture file; `decodePicture` says how.
 * Problems: its own, `picture-not-found`, `picture-not-a-file`, `picture-unreadable`.
 */
export async function readPicture(path: string): Promise<Result<PictureFile>> {
  const bytes = await readBytes(path);
  return bytes.ok ? decodePicture(bytes.value, path) : bytes;
}

let standardInput: Promise<Uint8Array> | undefined;

/**
 * The bytes of a file, which must exist, or of the standard input, `-`, however often it is asked
 * for. Problems: the last three of `readPicture`.
 */
export async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    if (path === '-') {
      standardInput ??= buffer(process.stdin);
      return ok(await standardInput);
    }
    const info = await stat(path);
    if (!info.isFile()) {
      const message = `${path} is ${info.isDirectory() ? 'a folder' : 'not a regular file'}.`;
      return fail({ code: 'picture-not-a-file', message, remedy: 'Name a picture file.' });
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

/** How a picture is written. `depth` 16 counts for PNG only, `quality` for the others. */
export interface Encoding {
  /** For messages. */
  readonly path: string;
  readonly format: PictureFormat;
  readonly quality: number;
  readonly depth: Depth;
  /** What a JPEG or WebP says of its making, in EXIF. A PNG gets it with its graph. */
  readonly making?: Making | undefined;
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
function encodePicture(
  picture: Picture,
  { format, depth, quality, making }: Encoding,
): Promise<Buffer> {
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
      return saying(image, making).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'webp':
      return saying(image, making).webp({ quality }).toBuffer();
  }
}

function saying(image: Sharp, making: Making | undefined): Sharp {
  const software = making && softwareText(making);
  return software ? image.withExif({ IFD0: { Software: software } }) : image;
}
