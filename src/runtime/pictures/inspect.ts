import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { PictureHeader, PictureKind } from './header.ts';
import { type KnownKind, kindOf, readHeader } from './kinds.ts';

const maxPixels = 100_000_000;
/** Pixels times passes: minutes of work in a few kilobytes of a progressive JPEG. */
const maxWork = 2_000_000_000;
/** Longer than any decoder takes that does what it should. */
export const decodingSeconds = 30;

/** The kinds that every host reads; others are tried, and named where the host does not know them. */
const everywhere = new Set<PictureKind>(['png', 'jpeg', 'webp', 'gif', 'avif', 'bmp']);

/** A picture that may be decoded. */
export interface Inspected {
  readonly header: PictureHeader;
  /** What is wrong with it where it cannot be decoded. */
  readonly undecodable: (reason?: string) => Problem;
  /** What to say of it although it can be read. */
  readonly note?: Problem;
}

/**
 * The one rule for what is a picture and what is too much, by the first look at its bytes and before
 * anything is decoded. The page and the command line both ask it.
 *
 * @param reads kinds that this host reads although not every host does.
 * Problems: `picture-empty`, `picture-unsupported`, `picture-damaged`, `picture-too-large`.
 */
export function inspectPicture(
  bytes: Uint8Array,
  name: string,
  reads: readonly PictureKind[] = [],
): Result<Inspected> {
  if (bytes.length === 0) {
    const message = `${name} is empty (0 bytes).`;
    return fail({ code: 'picture-empty', message, remedy: intactCopy });
  }
  const known = kindOf(bytes);
  const kind = known?.kind;
  if (!known || !kind) return fail(unsupported(name, known));
  const header = readHeader(bytes, kind);
  const { width, height, passes, colour } = header;
  if (!(width > 0 && height > 0)) return fail(damaged(name, 'its header says no size'));
  if (width * height > maxPixels) {
    const message = `${name} has ${width} x ${height} pixels; the most is 100 megapixels.`;
    return fail({ code: 'picture-too-large', message, remedy: 'Make it smaller first.' });
  }
  if (width * height * passes > maxWork) {
    const message = `${name} holds ${width} x ${height} pixels in ${passes} passes, which would take minutes to decode.`;
    const remedy = 'Save it anew as a JPEG that is not progressive.';
    return fail({ code: 'picture-too-large', message, remedy });
  }
  if (colour?.transfer.kind === 'hdr') {
    const message = `${name} is ${known.name} of high dynamic range (HDR), which is not read.`;
    return fail({ code: 'picture-unsupported', message, remedy: 'Export it in standard range.' });
  }
  const sure = everywhere.has(kind) || reads.includes(kind);
  return ok({
    header,
    undecodable: (reason) => (sure ? damaged(name, reason) : unsupported(name, known)),
    ...(header.unfinished && { note: unfinished(name) }),
  });
}

const intactCopy = 'Use an intact copy of the picture.';

function unsupported(name: string, known: KnownKind | undefined): Problem {
  const code = 'picture-unsupported';
  const remedy = known?.remedy ?? 'Use a PNG, JPEG, WebP, GIF, AVIF or BMP file.';
  if (!known) return { code, message: `${name} is not a picture.`, remedy };
  return { code, message: `${name} is ${known.name}, which cannot be read here.`, remedy };
}

function damaged(name: string, reason?: string): Problem {
  const because = reason === undefined ? '' : ` (${reason})`;
  const message = `${name} is damaged or incomplete${because}.`;
  return { code: 'picture-damaged', message, remedy: intactCopy };
}

const unfinished = (name: string): Problem => ({
  code: 'picture-unfinished',
  message: `${name} lacks its last bytes, which mark the end. The picture itself was read.`,
});

/** What to say where decoding took too long. */
export function tooSlow(name: string): Problem {
  const message = `${name} was not decoded within ${decodingSeconds} seconds and was given up.`;
  return { code: 'picture-too-slow', message, remedy: 'Save it anew in another format.' };
}
