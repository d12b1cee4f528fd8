import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';

const run = promisify(execFile);

/** Where the programs are: in the path, or what these variables of the environment say. */
export const ffmpeg = process.env.DREAMGRAPH_FFMPEG || 'ffmpeg';
const ffprobe = process.env.DREAMGRAPH_FFPROBE || 'ffprobe';

let encoders: Promise<Result<ReadonlySet<string>>> | undefined;

/** Names of the encoders that ffmpeg has here. Problem: `no-ffmpeg`. */
export function ffmpegEncoders(): Promise<Result<ReadonlySet<string>>> {
  encoders ??= listEncoders();
  return encoders;
}

async function listEncoders(): Promise<Result<ReadonlySet<string>>> {
  try {
    const { stdout } = await run(ffmpeg, ['-hide_banner', '-encoders']);
    const names = stdout.matchAll(/^ [VAS][A-Z.]{5} (\S+)/gm);
    return ok(new Set([...names].map(([, name = '']) => name)));
  } catch {
    return fail(noFfmpeg('MP4 and WebM are written by it', withoutWriting));
  }
}

export interface ProbedStream {
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly color_space?: string;
  readonly color_primaries?: string;
  readonly color_transfer?: string;
  readonly start_time?: string;
}

interface Probed {
  readonly streams?: readonly ProbedStream[];
  readonly packets?: readonly {
    readonly pts_time?: string;
    readonly duration_time?: string;
    readonly flags?: string;
  }[];
  readonly format?: { readonly start_time?: string };
}

/**
 * What ffprobe says of a file.
 * @param wanted what to show.
 * Problems: `no-ffmpeg`, `clip-damaged`.
 */
export async function probe(
  path: string,
  wanted: readonly string[],
  name = path,
): Promise<Result<Probed>> {
  try {
    const options = ['-v', 'error', ...wanted, '-of', 'json', fileArgument(path)];
    const { stdout } = await run(ffprobe, options, { maxBuffer: 2 ** 30 });
    return ok(JSON.parse(stdout));
  } catch (error) {
    if (isMissing(error)) return fail(noFfmpeg('films are read by it', withoutReading));
    const { stderr = '' } = error as { readonly stderr?: string };
    return fail(unreadable(name, lastLine(stderr, path)));
  }
}

/** Names that look like options or addresses are files all the same. */
export function fileArgument(path: string): string {
  return `file:${path}`;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

const withoutWriting = 'Without it write a .gif, a .webp, or numbered pictures: frames/%04d.png.';
const withoutReading = 'Without it read a GIF, a WebP, an APNG, or numbered pictures.';

function noFfmpeg(why: string, without: string): Problem {
  return {
    code: 'no-ffmpeg',
    message: `The program ffmpeg was not found on this machine, and ${why}.`,
    remedy: `Install it (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg). ${without}`,
  };
}

function unreadable(name: string, reason: string): Problem {
  const because = reason === '' ? '' : ` (${reason})`;
  return {
    code: 'clip-damaged',
    message: `${name} cannot be read as a film${because}.`,
    remedy: 'Use an intact copy, or convert it to MP4.',
  };
}

/** What ffmpeg says at last, without the name of the file. */
export function lastLine(stderr: string, path = ''): string {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line.replace(`${fileArgument(path)}: `, '').replace(/\.$/, '');
}
