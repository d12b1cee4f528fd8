import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import { sha256, sha256Text } from '../../../common/sha256.ts';
import { sumOf } from '../../../engine/index.ts';
import {
  checkLength,
  infoOf,
  inOrder,
  kindOf,
  largestInMemory,
  noClip,
  noSuchFrame,
  type OpenClip,
  type PartialFile,
  readZip,
  seriesFps,
  tooLarge,
} from '../../../runtime/node.ts';
import { decodePicture } from '../../files/decode-picture.ts';
import { readBytes } from '../../files/image-file.ts';
import { openFile, readRange } from '../../files/open-file.ts';
import { isNumbered, numberedName } from '../clip-path.ts';
import { openAnimation } from './animation.ts';
import { type Film, openFilm } from './film.ts';

/** One picture of a series. */
interface Numbered {
  readonly name: string;
  read(): Promise<Result<Uint8Array>>;
}

/**
 * Opens a clip, by its content and not by its name: a film, an animated picture, or numbered pictures as
 * an archive, a folder, or names with `%04d` or `*`.
 * Problems: those of `readBytes`, `no-ffmpeg`, and `clip-` `damaged`, `unsupported`, `too-large`.
 */
export async function openClip(path: string): Promise<Result<OpenClip>> {
  const series = await seriesAt(path);
  if (series) return series.ok ? openSeries(path, series.value) : series;
  const file = await openFile(path);
  if (!file.ok) return file;
  const opened = await openSingle(path, file.value.size);
  return opened.ok ? ok({ ...opened.value, sum: () => sumOf(file.value) }) : opened;
}

async function openSingle(path: string, size: number): Promise<Result<Film>> {
  const start = await readRange(path, 0, 400);
  const kind = kindOf(start)?.kind;
  if (kind === undefined && !isZip(start)) return openFilm(path, path);
  if (size > largestInMemory) return fail(tooLarge(path, size));
  if (isZip(start)) return openZip(path, size);
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const moving =
    kind === 'gif' || kind === 'webp' || kind === 'png'
      ? openAnimation(bytes.value, kind, path)
      : undefined;
  // A still picture is a clip of one frame.
  return moving ?? openSeries(path, [{ name: path, read: async () => bytes }]);
}

const isZip = (start: Uint8Array) =>
  Buffer.from(start.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

async function openZip(path: string, size: number): Promise<Result<OpenClip>> {
  const file: PartialFile = { size, read: (begin, end) => readRange(path, begin, end) };
  const entries = await readZip(file).catch(() => undefined);
  if (!entries || inOrder(entries).length === 0) return fail(noClip(path));
  const read = async (entry: (typeof entries)[number]): Promise<Result<Uint8Array>> => {
    try {
      return ok(await entry.read());
    } catch {
      return fail(unpacked(`${entry.name} in ${path}`));
    }
  };
  return openSeries(
    path,
    inOrder(entries).map((entry) => ({ name: entry.name, read: () => read(entry) })),
  );
}

function unpacked(name: string): Problem {
  const message = `${name} is damaged and cannot be unpacked.`;
  return { code: 'clip-damaged', message, remedy: 'Use an intact copy of the archive.' };
}

/** The pictures that a folder or a pattern stands for; undefined: the path is a file. */
async function seriesAt(path: string): Promise<Result<readonly Numbered[]> | undefined> {
  const info = await stat(path).catch(() => null);
  const isPattern = isNumbered(path) || basename(path).includes('*');
  if (info?.isFile() || (!info && !isPattern)) return undefined;
  const folder = info ? path : dirname(path);
  const names = await readdir(folder).catch(() => []);
  const fits = info ? () => true : numberedName(basename(path));
  const found = inOrder(names.filter(fits).map((name) => ({ name })));
  if (found.length === 0) {
    const message = `There are no pictures ${info ? 'in the folder ' : ''}${path}.`;
    return fail({ code: 'picture-not-found', message, remedy: 'Check the name.' });
  }
  return ok(found.map(({ name }) => ({ name, read: () => readBytes(join(folder, name)) })));
}

function openSeries(path: string, files: readonly Numbered[]): Result<OpenClip> {
  const long = checkLength(path, files.length);
  if (long) return fail(long);
  const times = files.map((_, index) => index / seriesFps);
  return ok({
    info: infoOf(times, files.length / seriesFps),
    read: async (index) => {
      const file = files[index];
      if (!file) return fail(noSuchFrame(path, index, files.length));
      const bytes = await file.read();
      if (!bytes.ok) return bytes;
      const decoded = await decodePicture(bytes.value, file.name);
      return decoded.ok ? ok(decoded.value.picture) : decoded;
    },
    sum: async () => {
      const sums: string[] = [];
      for (const file of files) {
        const bytes = await file.read();
        sums.push(bytes.ok ? await sha256(bytes.value) : bytes.problem.message);
      }
      return sha256Text(sums.join());
    },
    close: () => {},
  });
}
