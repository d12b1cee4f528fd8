import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';
import type { ClipFormat } from '../../nodes/save-clip/settings.ts';
import {
  type ByteSink,
  type ClipOptions,
  clipFormats,
  createGifWriter,
  createWebpWriter,
  type Spool,
  wrongSize,
} from '../../runtime/node.ts';
import { encodeFor } from '../files/image-file.ts';
import { reasonOf } from '../files/system-error.ts';
import { discard, makeTemporary } from '../files/temporary-files.ts';
import { targetOf } from '../files/write-file.ts';
import { type ClipFileOptions, createFilm, encoderFor, type FormatWriter, rgbaOf } from './film.ts';

/** Writes a clip while its frames come. */
export interface ClipFile {
  /** What it is encoded by: "H.264". */
  readonly codec: string;
  /** The next frame. Wait for it before the next one: no more than a few are held. */
  add(picture: Picture): Promise<Result<void>>;
  /** Only now there is a file under its name. @returns what is to be said although it was written. */
  finish(): Promise<Result<readonly Problem[]>>;
  /** Nothing is left of it. */
  abort(): Promise<void>;
}

/**
 * Whether clips of this format can be written here. Ask before any dreaming.
 * @returns what encodes them. Problems: `no-ffmpeg`, `clip-unwritable`.
 */
export async function checkClipWritable(
  format: ClipFormat,
  size?: Pick<ClipOptions, 'width' | 'height'>,
): Promise<Result<string>> {
  const { title, longestSide } = clipFormats[format];
  if (size && Math.max(size.width, size.height) > longestSide) {
    const message = `${title} has at most ${longestSide} pixels a side, and the frames have ${size.width} x ${size.height}.`;
    return fail({ code: 'clip-unwritable', message, remedy: 'Make the frames smaller.' });
  }
  if (format !== 'mp4' && format !== 'webm') return ok(title);
  const encoder = await encoderFor(format);
  return encoder.ok ? ok(encoder.value.title) : encoder;
}

/**
 * Begins a clip at this path, under a temporary name in the same folder.
 * Problems, also of the calls: those of `checkClipWritable`, `frame-size`, `not-written`.
 */
export async function createClipFile(
  path: string,
  format: Exclude<ClipFormat, 'png'>,
  options: ClipFileOptions,
): Promise<Result<ClipFile>> {
  const codec = await checkClipWritable(format, options);
  if (!codec.ok) return codec;
  let temporary = '';
  const guarded = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    try {
      return ok(await work());
    } catch (error) {
      return fail(unwritten(path, error));
    }
  };
  const writer = await guarded(async () => {
    temporary = makeTemporary(dirname(await targetOf(path)));
    return openWriter(temporary, format, options);
  });
  if (!writer.ok) return writer;
  const { add, finish, abort } = writer.value;
  let count = 0;
  return ok({
    codec: codec.value,
    add: async (picture) => {
      const { width, height } = picture;
      const index = count++;
      if (width !== options.width || height !== options.height) {
        return fail(wrongSize(picture, options, index));
      }
      return guarded(() => add(picture));
    },
    finish: () =>
      guarded(async () => {
        const notes = await finish();
        await flush(temporary);
        await rename(temporary, await targetOf(path));
        discard(temporary);
        return notes;
      }),
    abort: async () => {
      await abort().catch(() => {});
      discard(temporary);
    },
  });
}

function unwritten(path: string, error: unknown): Problem {
  const message = `${path} could not be written: ${reasonOf(error)}.`;
  return { code: 'not-written', message, remedy: 'Choose another path or format.' };
}

/** What is renamed must be on the disk, or a power cut leaves a name without a film. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

async function openWriter(
  path: string,
  format: Exclude<ClipFormat, 'png'>,
  options: ClipFileOptions,
): Promise<FormatWriter> {
  if (format === 'mp4' || format === 'webm') return createFilm(path, format, options);
  const file = await open(path, 'r+');
  const sink = sinkOf(file);
  if (format === 'webp') {
    const webp = await createWebpWriter(options, sink);
    const add = async (picture: Picture) => webp.add(await stillOf(picture, path, options.quality));
    return closing(file, add, webp.finish);
  }
  const spool = await fileSpool(dirname(path));
  const gif = await createGifWriter(options, sink, spool);
  return closing(file, (picture) => gif.add(rgbaOf(picture)), gif.finish, spool.close);
}

function closing(
  file: FileHandle,
  add: FormatWriter['add'],
  finish: () => Promise<void>,
  close: () => Promise<void> = async () => {},
): FormatWriter {
  const end = async () => {
    await file.close();
    await close();
  };
  const finished = async () => {
    await finish();
    await end();
    return [];
  };
  return { add, finish: finished, abort: end };
}

function sinkOf(file: FileHandle): ByteSink {
  return {
    append: (bytes) => file.appendFile(bytes),
    patch: async (position, bytes) => void (await file.write(bytes, 0, bytes.length, position)),
  };
}

/** Frames wait in a file of their own, which goes with the process. */
async function fileSpool(folder: string): Promise<Spool & { close(): Promise<void> }> {
  const path = makeTemporary(folder);
  const file = await open(path, 'r+');
  const places: { readonly at: number; readonly length: number }[] = [];
  let end = 0;
  return {
    put: async (bytes) => {
      await file.appendFile(bytes);
      places.push({ at: end, length: bytes.length });
      end += bytes.length;
    },
    get: async (index) => {
      const { at = 0, length = 0 } = places[index] ?? {};
      const bytes = new Uint8Array(length);
      await file.read(bytes, 0, length, at);
      return bytes;
    },
    close: async () => {
      await file.close();
      discard(path);
    },
  };
}

async function stillOf(picture: Picture, path: string, quality: number): Promise<Uint8Array> {
  const encoded = await encodeFor(picture, { path, format: 'webp', quality, depth: 8 });
  if (!encoded.ok) throw new Error(encoded.problem.message);
  return encoded.value;
}
