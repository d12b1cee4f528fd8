import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import { inspectPicture } from '../../pictures/inspect.ts';
import { kindOf } from '../../pictures/kinds.ts';
import { openBitmap } from '../../pictures/open-bitmap.ts';
import {
  checkLength,
  damagedClip,
  infoOf,
  infoOfDelays,
  largestInMemory,
  noClip,
  noSuchFrame,
  tooLarge,
} from '../read/clip.ts';
import { delaysOf } from '../read/delays.ts';
import { inOrder, seriesFps } from '../read/series.ts';
import { readZip } from '../read/zip.ts';
import { openPageFilm, type PageClip } from './page-film.ts';

/**
 * Opens a clip, by its content and not by its name: a film, an animated picture, or an archive of
 * numbered pictures. A still picture is a clip of one frame.
 * Problems, also of the frames: `clip-` `damaged`, `unsupported`, `too-large`, and those of pictures.
 */
export async function openPageClip(file: Blob, name: string): Promise<Result<PageClip>> {
  const start = await bytesOf(file.slice(0, 400));
  const kind = kindOf(start)?.kind;
  const isZip = String.fromCharCode(...start.subarray(0, 4)) === 'PK\x03\x04';
  if (kind === undefined && !isZip) return openPageFilm(file, name);
  if (file.size > largestInMemory) return fail(tooLarge(name, file.size));
  if (isZip) return openZip(file, name);
  const bytes = await bytesOf(file);
  const moving = kind === 'gif' || kind === 'webp' || kind === 'png';
  const delays = moving ? delaysOf(bytes, kind) : [];
  if (delays.length > 0) return openAnimation(bytes, `image/${kind}`, delays, name);
  return openSeries(name, [{ name, read: async () => bytes }]);
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

async function openZip(file: Blob, name: string): Promise<Result<PageClip>> {
  const entries = await readZip({
    size: file.size,
    read: (begin, end) => bytesOf(file.slice(begin, end)),
  }).catch(() => undefined);
  const pictures = inOrder(entries ?? []);
  return pictures.length > 0 ? openSeries(name, pictures) : fail(noClip(name));
}

interface Numbered {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

function openSeries(name: string, files: readonly Numbered[]): Result<PageClip> {
  const long = checkLength(name, files.length);
  if (long) return fail(long);
  const times = files.map((_, index) => index / seriesFps);
  return ok({
    info: infoOf(times, files.length / seriesFps),
    frame: async (index) => {
      const file = files[index];
      if (!file) return fail(noSuchFrame(name, index, files.length));
      const bytes = await file.read().catch(() => undefined);
      if (!bytes) return fail(damagedClip(name, `${file.name} in it cannot be unpacked`));
      const opened = await openBitmap(bytes, file.name);
      return opened.ok ? ok(opened.value.bitmap) : opened;
    },
    close: () => {},
  });
}

/** Which not every browser has: Firefox and Safari came late to it. */
async function openAnimation(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  delays: readonly number[],
  name: string,
): Promise<Result<PageClip>> {
  const inspected = inspectPicture(bytes, name);
  if (!inspected.ok) return inspected;
  const long = checkLength(name, delays.length);
  if (long) return fail(long);
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(type))) {
    return fail(noDecoder(name));
  }
  const decoder = new ImageDecoder({ data: bytes, type, preferAnimation: true });
  return ok({
    info: infoOfDelays(delays),
    frame: async (index) => {
      if (!(index >= 0 && index < delays.length)) {
        return fail(noSuchFrame(name, index, delays.length));
      }
      try {
        const { image } = await decoder.decode({ frameIndex: index });
        const bitmap = await createImageBitmap(image);
        image.close();
        return ok(bitmap);
      } catch {
        return fail(damagedClip(name, `frame ${index} cannot be decoded`));
      }
    },
    close: () => decoder.close(),
  });
}

function noDecoder(name: string): Problem {
  const message = `This browser does not hand out the frames of ${name}, an animated picture.`;
  return {
    code: 'clip-unsupported',
    message,
    remedy: 'Use Chrome or Edge, or convert it to MP4 or WebM.',
  };
}
