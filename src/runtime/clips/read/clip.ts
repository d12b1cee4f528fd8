import type { Problem, Result } from '../../../common/result.ts';
import type { Picture } from '../../../engine/picture/index.ts';

/** What is to be known of a clip before a frame is decoded. */
export interface ClipInfo {
  readonly frames: number;
  /** When each frame begins, in seconds from the first, in the order in which they are seen. */
  readonly times: readonly number[];
  /** How long it lasts. */
  readonly seconds: number;
  /** Frames in a second, on average. */
  readonly fps: number;
  readonly hasSound: boolean;
}

/** A clip whose frames can be read in any order; one after the other is fastest. */
export interface OpenClip {
  readonly info: ClipInfo;
  /** Upright, sRGB, in the clip's own size, on white where it is transparent. Counted from 0. */
  read(index: number): Promise<Result<Picture>>;
  /** What stands for its content in keys: different where a frame differs. */
  sum(): Promise<string>;
  close(): void;
}

/** As many as a document can have frames. */
const mostFrames = 100_000;
/** Files that are read into memory as a whole, in bytes. */
export const largestInMemory = 2 ** 29;

/** Of frames with these times and, where it is known, the end of the last. @param times in seconds. */
export function infoOf(
  times: readonly number[],
  end: number | undefined,
  hasSound = false,
): ClipInfo {
  const [first = 0] = times;
  const from = times.map((time) => time - first);
  const last = from.at(-1) ?? 0;
  // The last frame is as long as the others where nobody says.
  const usual = times.length > 1 ? last / (times.length - 1) : 1 / 24;
  const seconds = end !== undefined && end - first > last ? end - first : last + usual;
  const fps = last > 0 ? (times.length - 1) / last : times.length / seconds;
  return { frames: times.length, times: from, seconds, fps, hasSound };
}

/** Of frames that say how long they are shown, in milliseconds. */
export function infoOfDelays(delays: readonly number[]): ClipInfo {
  let at = 0;
  const times = delays.map((delay) => {
    const begin = at;
    at += shownFor(delay) / 1000;
    return begin;
  });
  return infoOf(times, at);
}

/** Browsers take a time that no screen could keep for a mistake, and give it a tenth of a second. */
const shownFor = (delay: number) => (delay <= 10 ? 100 : delay);

/** Problem: `clip-too-large`. */
export function checkLength(name: string, frames: number): Problem | undefined {
  if (frames <= mostFrames) return undefined;
  const message = `${name} has ${frames} frames; the most is ${mostFrames}.`;
  return { code: 'clip-too-large', message, remedy: 'Cut it into parts.' };
}

export function tooLarge(name: string, bytes: number): Problem {
  const megabytes = (count: number) => Math.round(count / 2 ** 20);
  const message = `${name} has ${megabytes(bytes)} MB; animated pictures and archives have at most ${megabytes(largestInMemory)} MB.`;
  return { code: 'clip-too-large', message, remedy: 'Convert it to MP4, which is read in parts.' };
}

export function noClip(name: string): Problem {
  return {
    code: 'clip-unsupported',
    message: `${name} is neither a film, an animated picture nor an archive of numbered pictures.`,
    remedy: 'Use MP4, WebM, an animated GIF, WebP or PNG, or numbered pictures.',
  };
}

export function damagedClip(name: string, reason = ''): Problem {
  const because = reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`;
  return {
    code: 'clip-damaged',
    message: `${name} is damaged or incomplete${because}.`,
    remedy: 'Use an intact copy, or convert it to MP4.',
  };
}

export function noSuchFrame(name: string, index: number, frames: number): Problem {
  const message = `${name} has ${frames} frames, so there is no frame ${index}: they count from 0.`;
  return { code: 'no-such-frame', message, remedy: 'Choose an earlier frame.' };
}

/** Of high dynamic range, which nothing here brings onto a screen; see decision 015. */
export function tooBright(name: string): Problem {
  const message = `${name} is a film of high dynamic range (HDR), which is not read.`;
  return { code: 'clip-unsupported', message, remedy: 'Convert it to standard range (SDR).' };
}
