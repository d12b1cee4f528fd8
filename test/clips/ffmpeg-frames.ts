import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What ffmpeg makes of a film: an opinion that is not ours. */
export interface SeenByFfmpeg {
  readonly width: number;
  readonly height: number;
  readonly fps: string;
  readonly seconds: number;
  readonly codecs: readonly string[];
  readonly comment: string;
  /** RGB of each frame, 8 bits, in base64. */
  readonly frames: readonly string[];
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    ffmpegFrames: (base64: string, ending: string) => Promise<SeenByFfmpeg>;
  }
}

const run = promisify(execFile);

/** For tests in a browser: a film as ffmpeg decodes it. */
export async function ffmpegFrames(
  _context: unknown,
  base64: string,
  ending: string,
): Promise<SeenByFfmpeg> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamgraph-test-'));
  try {
    const path = join(folder, `film${ending}`);
    await writeFile(path, Buffer.from(base64, 'base64'));
    return await seenByFfmpeg(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function seenByFfmpeg(path: string): Promise<SeenByFfmpeg> {
  const probe = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path];
  const { streams, format } = JSON.parse((await run('ffprobe', probe)).stdout);
  const video = streams.find((stream: { codec_type: string }) => stream.codec_type === 'video');
  const { width, height } = video;
  const { tags = {} } = format;
  const decode = ['-v', 'error', '-i', path, '-fps_mode', 'passthrough'];
  const raw = [
    '-vf',
    'scale=in_color_matrix=bt709:flags=accurate_rnd+full_chroma_int',
    '-pix_fmt',
    'rgb24',
    '-f',
    'rawvideo',
    '-',
  ];
  const { stdout } = await run('ffmpeg', [...decode, ...raw], {
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
  });
  const length = 3 * width * height;
  const count = Math.floor(stdout.length / length);
  return {
    ...{ width, height, fps: video.r_frame_rate, seconds: Number(format.duration) },
    codecs: streams.map((stream: { codec_name: string }) => stream.codec_name),
    comment: tags.comment ?? tags.COMMENT ?? tags['MOVIE/COMMENT'] ?? '',
    frames: Array.from({ length: count }, (_, index) =>
      stdout.subarray(index * length, (index + 1) * length).toString('base64'),
    ),
  };
}
