import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { ffmpeg, lastLine } from '../ffmpeg.ts';

/** One frame as it comes out of ffmpeg. */
export interface RawFrame {
  readonly width: number;
  readonly height: number;
  /** RGB, 8 bits. */
  readonly data: Uint8Array;
}

/** Frames of a film one after the other. */
export interface PictureStream {
  /** Undefined at the end. Throws where ffmpeg stops with an error before. */
  next(): Promise<RawFrame | undefined>;
  close(): void;
}

/**
 * Starts ffmpeg and reads the frames that it writes as PPM pictures, each with its size before it. It
 * stands still while nobody reads, does not keep the process alive, and ends with it.
 */
export function pictureStream(options: readonly string[]): PictureStream {
  const child = spawn(ffmpeg, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  ended.catch(() => {});
  const bytes = reader(child.stdout);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  hold(child, false);
  return {
    next: async () => {
      hold(child, true);
      try {
        const frame = await readPpm(bytes);
        if (frame) return frame;
        if ((await ended) !== 0) throw new Error(lastLine(said) || 'ffmpeg ended early');
        return undefined;
      } finally {
        hold(child, false);
      }
    },
    close: () => {
      process.off('exit', kill);
      kill();
    },
  };
}

/** Whether the process waits for the child and its pipes before it ends. */
function hold(child: ChildProcess, holds: boolean): void {
  // A pipe that is closed would wait for a connection, and listen once more at each call.
  const pipes = [child.stdout, child.stderr].filter((pipe) => pipe?.destroyed === false);
  for (const each of [child, ...pipes]) {
    const handle = each as { ref?: () => void; unref?: () => void } | null;
    if (holds) handle?.ref?.();
    else handle?.unref?.();
  }
}

type ReadBytes = (count: number) => Promise<Uint8Array | undefined>;

/** Reads exact numbers of bytes; undefined where the stream ends before. */
function reader(stream: Readable): ReadBytes {
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  return async (count) => {
    const parts = [rest];
    let length = rest.length;
    while (length < count) {
      const { done, value } = await pieces.next();
      if (done) return undefined;
      parts.push(value);
      length += value.length;
    }
    const all = parts.length === 1 ? rest : Buffer.concat(parts);
    rest = all.subarray(count);
    return all.subarray(0, count);
  };
}

/** "P6", width and height, 255, each on a line, then the pixels. */
async function readPpm(read: ReadBytes): Promise<RawFrame | undefined> {
  let header = '';
  while ((header.match(/\n/g) ?? []).length < 3) {
    const byte = await read(1);
    if (!byte) return undefined;
    header += String.fromCharCode(byte[0] as number);
    if (header.length > 60) throw new Error('ffmpeg wrote something else than pictures');
  }
  const [, width, height] = /^P6\n(\d+) (\d+)\n255\n$/.exec(header)?.map(Number) ?? [];
  if (!width || !height) throw new Error('ffmpeg wrote something else than pictures');
  const data = await read(3 * width * height);
  return data && { width, height, data };
}
