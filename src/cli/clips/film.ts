import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { type Picture, pictureToRgba8 } from '../../engine/picture/index.ts';
import {
  type ClipOptions,
  even,
  graphAsComment,
  type RgbaFrame,
  type SoundRange,
  toI420,
} from '../../runtime/node.ts';
import { discard, makeTemporary } from '../files/temporary-files.ts';
import { ffmpeg, ffmpegEncoders, fileArgument, lastLine, probe } from './ffmpeg.ts';

type Container = 'mp4' | 'webm';

/** A part of the sound of a file. */
export interface FileSound extends SoundRange {
  readonly path: string;
}

export type ClipFileOptions = ClipOptions & { readonly sound?: FileSound };

/** A writer of one format, into a file that is there. Throws where it fails. */
export interface FormatWriter {
  add(picture: Picture): Promise<void>;
  finish(): Promise<readonly Problem[]>;
  abort(): Promise<void>;
}

interface Encoder {
  readonly name: string;
  readonly title: string;
  /** @param quality 1 to 100. */
  readonly options: (quality: number) => readonly (string | number)[];
}

/** Constant quality from `best` for 100 up to `worst`: lower is better. */
const between = (best: number, worst: number, quality: number) =>
  Math.round(worst + ((best - worst) * quality) / 100);

const av1: Encoder = {
  name: 'libsvtav1',
  title: 'AV1',
  options: (quality) => ['-crf', between(14, 60, quality), '-preset', 7],
};

/** Best first: what plays in most places, then what is smallest. */
const wanted: Readonly<Record<Container, readonly Encoder[]>> = {
  mp4: [
    {
      name: 'libx264',
      title: 'H.264',
      options: (quality) => ['-crf', between(11, 46, quality), '-preset', 'medium'],
    },
    { name: 'libopenh264', title: 'H.264', options: bitrateFor },
    { name: 'h264_videotoolbox', title: 'H.264', options: bitrateFor },
    { name: 'h264_mf', title: 'H.264', options: bitrateFor },
    av1,
  ],
  webm: [
    {
      name: 'libvpx-vp9',
      title: 'VP9',
      options: (quality) => [
        ...['-crf', between(12, 60, quality), '-b:v', 0],
        ...['-deadline', 'good', '-cpu-used', 3, '-row-mt', 1],
      ],
    },
    av1,
    {
      name: 'libvpx',
      title: 'VP8',
      options: (quality) => ['-crf', between(6, 60, quality), '-b:v', '20M', '-cpu-used', 3],
    },
  ],
};

/** Of encoders that know no constant quality: generous, for their sizes are unknown here. */
function bitrateFor(quality: number): readonly (string | number)[] {
  return ['-b:v', `${Math.max(1, Math.round(quality / 4))}M`];
}

/** The first of the encoders that ffmpeg has. Problems: `no-ffmpeg`, `clip-unwritable`. */
export async function encoderFor(container: Container): Promise<Result<Encoder>> {
  const known = await ffmpegEncoders();
  if (!known.ok) return known;
  const found = wanted[container].find(({ name }) => known.value.has(name));
  if (found) return ok(found);
  const names = wanted[container].map(({ name }) => name).join(', ');
  const message = `The ffmpeg of this machine has none of the encoders ${names}.`;
  return fail({
    code: 'clip-unwritable',
    message,
    remedy: 'Install one that does, or write a .gif.',
  });
}

export function rgbaOf(picture: Picture): RgbaFrame {
  const { width, height } = picture;
  return { width, height, data: pictureToRgba8(picture) };
}

/** Hands frames to ffmpeg, which writes the film. Throws where it fails. */
export async function createFilm(
  path: string,
  container: Container,
  options: ClipFileOptions,
): Promise<FormatWriter> {
  const encoder = await encoderFor(container);
  if (!encoder.ok) throw new Error(encoder.problem.message);
  const { graph, key, sound } = options;
  const notes: Problem[] = [];
  const track = sound && (await soundCodec(container, sound));
  if (track && !track.ok) notes.push(track.problem);
  const tags = graph === null ? undefined : metadataFile(path, graphAsComment(graph, key));
  const heard = sound && track?.ok ? { sound, codec: track.value } : undefined;
  const child = spawn(
    ffmpeg,
    argumentsOf(path, container, encoder.value, options, heard, tags).map(String),
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  // A pipe that breaks is told by how the program ends.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (tags !== undefined) discard(tags);
      if (code === 0) resolve();
      else reject(new Error(`ffmpeg says: ${lastLine(said, path) || `it ended with ${code}`}`));
    });
  });
  ended.catch(() => {});
  return {
    add: async (picture) => {
      if (child.stdin.write(toI420(rgbaOf(picture)))) return;
      await Promise.race([once(child.stdin, 'drain'), ended]);
    },
    finish: async () => {
      child.stdin.end();
      await ended;
      return notes;
    },
    abort: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Heard {
  readonly sound: FileSound;
  readonly codec: readonly string[];
}

function argumentsOf(
  path: string,
  container: Container,
  encoder: Encoder,
  { width, height, fps, quality }: ClipOptions,
  heard: Heard | undefined,
  tags: string | undefined,
): readonly (string | number)[] {
  const colours = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'];
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-color_range', 'tv', ...colours];
  const size = `${even(width)}x${even(height)}`;
  const tagsInput = heard ? 2 : 1;
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...[...raw, '-video_size', size, '-framerate', fps, '-i', 'pipe:0'],
    ...(heard ? [...rangeOf(heard.sound), '-i', fileArgument(heard.sound.path)] : []),
    ...(tags === undefined ? [] : ['-f', 'ffmetadata', '-i', fileArgument(tags)]),
    ...['-map', '0:v', '-map_metadata', tags === undefined ? -1 : tagsInput],
    ...(heard ? ['-map', '1:a:0', ...heard.codec] : []),
    ...['-c:v', encoder.name, ...encoder.options(quality)],
    ...['-pix_fmt', 'yuv420p', '-color_range', 'tv', ...colours],
    // The same frames make the same file.
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...(container === 'mp4' ? ['-movflags', '+faststart'] : []),
    ...['-f', container, fileArgument(path)],
  ];
}

const rangeOf = ({ from, to }: FileSound) => ['-ss', from, '-t', Math.max(0, to - from)];

/** What the sound may be where it is copied; other kinds are encoded. */
const fitting: Readonly<Record<Container, ReadonlySet<string>>> = {
  mp4: new Set(['aac', 'mp3', 'ac3', 'eac3', 'alac', 'opus', 'flac']),
  webm: new Set(['opus', 'vorbis']),
};

/** How the sound of a file gets into the film. Problem: `clip-silent`. */
async function soundCodec(
  container: Container,
  { path }: FileSound,
): Promise<Result<readonly string[]>> {
  const streams = ['-select_streams', 'a:0', '-show_entries', 'stream=codec_name'];
  const probed = await probe(path, streams);
  const codec = probed.ok ? probed.value.streams?.[0]?.codec_name : undefined;
  if (codec === undefined) {
    const message = 'The sound of the clip was left out: it has none that can be read.';
    return fail({ code: 'clip-silent', message });
  }
  if (fitting[container].has(codec)) return ok(['-c:a', 'copy']);
  return ok(['-c:a', container === 'mp4' ? 'aac' : 'libopus', '-b:a', '160k']);
}

/** The graph as a file that ffmpeg reads: a command line has no room for it. */
function metadataFile(beside: string, comment: string): string {
  const file = makeTemporary(dirname(beside));
  const escaped = comment.replace(/[=;#\\\n]/g, '\\$&');
  writeFileSync(file, `;FFMETADATA1\ncomment=${escaped}\n`);
  return file;
}
