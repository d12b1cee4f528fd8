import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import type { Picture } from '../../../engine/picture/index.ts';
import {
  type ClipInfo,
  type Colour,
  checkLength,
  colourOfCodes,
  damagedClip,
  infoOf,
  noSuchFrame,
  tooBright,
  toSrgb,
} from '../../../runtime/node.ts';
import { fileArgument, type ProbedStream, probe } from '../ffmpeg.ts';
import { type PictureStream, pictureStream, type RawFrame } from './picture-stream.ts';

/** A film as ffmpeg reads it. */
export interface Film {
  readonly info: ClipInfo;
  read(index: number): Promise<Result<Picture>>;
  close(): void;
}

/** Frames that are decoded in vain rather than ffmpeg started again. */
const readAhead = 48;
/** Milliseconds after which an ffmpeg that nobody asks is ended. */
const idleTime = 10_000;

/**
 * Opens a film. Frames are counted by the times at which they are seen, whatever the distance between
 * them. Problems: `no-ffmpeg`, `clip-damaged`, `clip-unsupported`, `clip-too-large`.
 */
export async function openFilm(path: string, name: string): Promise<Result<Film>> {
  const entries = `stream=${streamFacts}:format=start_time:packet=pts_time,duration_time,flags`;
  const probed = await probe(path, ['-select_streams', 'V:0', '-show_entries', entries], name);
  if (!probed.ok) return probed;
  const [stream] = probed.value.streams ?? [];
  if (!stream) return fail(damagedClip(name, 'it has no picture'));
  const transfer = stream.color_transfer ?? '';
  if (hdr.has(transfer)) return fail(tooBright(name));
  const packets = (probed.value.packets ?? [])
    // What an edit list cuts off is decoded and not seen.
    .filter(({ flags = '', pts_time }) => pts_time !== undefined && !flags.includes('D'))
    .map(({ pts_time, duration_time }) => [Number(pts_time), Number(duration_time ?? 0)] as const)
    .sort(([a], [b]) => a - b);
  const times = packets.map(([time]) => time);
  const long = checkLength(name, times.length);
  if (long) return fail(long);
  const last = packets.at(-1);
  if (!last) return fail(damagedClip(name, 'it has no frames'));
  const sound = await probe(path, ['-select_streams', 'a:0', '-show_entries', 'stream=codec_name']);
  const hasSound = sound.ok && (sound.value.streams ?? []).length > 0;
  const info = infoOf(times, last[1] > 0 ? last[0] + last[1] : undefined, hasSound);
  const begin = Number(probed.value.format?.start_time ?? 0) || 0;
  return ok(framesOf({ path, name, times, begin, info, colour: colourOf(stream) }));
}

const streamFacts = 'width,height,color_space,color_primaries,color_transfer';
const hdr = new Set(['smpte2084', 'arib-std-b67']);

/** Code points of ITU-T H.273 by the names that ffmpeg has for them. */
const primaries: Readonly<Record<string, number>> = {
  ...{ bt709: 1, bt470m: 4, bt470bg: 5, smpte170m: 6, smpte240m: 7, bt2020: 9 },
  ...{ smpte431: 11, smpte432: 12 },
};

/** Their curves are those of cameras, which browsers show as sRGB: only the primaries count. */
function colourOf({ color_primaries = '' }: ProbedStream): Colour | undefined {
  return colourOfCodes(primaries[color_primaries] ?? 1, 13);
}

interface Source {
  readonly path: string;
  readonly name: string;
  /** As they stand in the file, in seconds. */
  readonly times: readonly number[];
  /** From which ffmpeg counts when it is to begin somewhere. */
  readonly begin: number;
  readonly info: ClipInfo;
  readonly colour: Colour | undefined;
}

function framesOf({ path, name, times, begin, info, colour }: Source): Film {
  let running: { readonly stream: PictureStream; next: number } | undefined;
  let last: { readonly index: number; readonly picture: Picture } | undefined;
  let idle: NodeJS.Timeout | undefined;
  const stop = () => {
    running?.stream.close();
    running = undefined;
  };
  const frameAt = async (index: number): Promise<RawFrame | undefined> => {
    if (!running || index < running.next || index > running.next + readAhead) {
      stop();
      running = {
        stream: pictureStream(optionsFor(path, startOf(times, begin, index))),
        next: index,
      };
    }
    let frame: RawFrame | undefined;
    while (running.next <= index) {
      frame = await running.stream.next();
      running.next++;
      if (!frame) return undefined;
    }
    return frame;
  };
  return {
    info,
    read: async (index) => {
      if (last?.index === index) return ok(last.picture);
      if (!(index >= 0 && index < times.length))
        return fail(noSuchFrame(name, index, times.length));
      clearTimeout(idle);
      try {
        const frame = await frameAt(index);
        if (!frame) return fail(undecoded(name, index));
        last = { index, picture: toPicture(frame, colour) };
        return ok(last.picture);
      } catch (error) {
        stop();
        return fail(undecoded(name, index, error));
      } finally {
        idle = setTimeout(stop, idleTime).unref();
      }
    },
    close: stop,
  };
}

function undecoded(name: string, index: number, error?: unknown): Problem {
  const reason = error instanceof Error ? `: ${error.message}` : '';
  return damagedClip(name, `frame ${index} cannot be decoded${reason}`);
}

/** Between the frame and the one before, so that no rounding decides which comes first. */
function startOf(times: readonly number[], begin: number, index: number): number {
  const [before, time] = [times[index - 1], times[index]];
  return before === undefined || time === undefined ? 0 : (before + time) / 2 - begin;
}

function optionsFor(path: string, start: number): readonly string[] {
  return [
    ...['-nostdin', '-v', 'error', '-threads', '2'],
    ...(start > 0 ? ['-ss', start.toFixed(6)] : []),
    ...['-i', fileArgument(path), '-map', '0:V:0', '-fps_mode', 'passthrough'],
    // Square pixels; all shades from the narrow range of video.
    ...['-vf', "scale='trunc(iw*sar+0.5)':ih:flags=bicubic+accurate_rnd+full_chroma_int,setsar=1"],
    ...['-pix_fmt', 'rgb24', '-c:v', 'ppm', '-f', 'image2pipe', 'pipe:1'],
  ];
}

function toPicture({ width, height, data }: RawFrame, colour: Colour | undefined): Picture {
  const rgb = Float32Array.from(data, (value) => value / 255);
  if (colour) toSrgb(rgb, colour);
  return { width, height, data: rgb };
}
