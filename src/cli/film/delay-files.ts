import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Result } from '../../common/result.ts';
import { sha256Text } from '../../common/sha256.ts';
import type { Picture } from '../../engine/picture/index.ts';
import { writeAtomically } from '../files/write-file.ts';

/** Pictures on their way from a frame to the next, by key. */
type Delays = ReadonlyMap<string, Picture>;

/** What frames leave for the next ones, beside the frames; see `FrameStore`. */
export interface DelayFiles {
  /** The frames after which something is kept. */
  frames(): Promise<readonly number[]>;
  /** Undefined: it cannot be read. */
  load(frame: number): Promise<Delays | undefined>;
  /** The one before goes, unless it is kept for a change in the middle of the film. */
  save(frame: number, delays: Delays): Promise<Result<void>>;
  /** Deletes all of them: the film is finished. */
  clear(): Promise<void>;
}

/** A change in the middle of a film takes up at most so many frames before it. */
const keptEvery = 24;

/** @param frames the pattern of the frames' paths, such as `frames/%04d.png`. */
export function delayFiles(frames: string): DelayFiles {
  const folder = dirname(frames);
  // Short, so that it fits wherever the name of a frame does.
  const film = sha256Text(basename(frames)).slice(0, 8);
  const pathOf = (frame: number) => join(folder, `.dreamgraph-film-${film}-${frame}.delays`);
  const pattern = new RegExp(`^\\.dreamgraph-film-${film}-(\\d+)\\.delays$`);
  const all = async () => {
    const names = await readdir(folder).catch(() => []);
    return names.flatMap((name) => {
      const [, frame] = pattern.exec(name) ?? [];
      return frame === undefined ? [] : [Number(frame)];
    });
  };
  const discard = (frame: number) => rm(pathOf(frame), { force: true });
  let last: number | null = null;
  return {
    frames: all,
    load: async (frame) => {
      const bytes = await readFile(pathOf(frame)).catch(() => null);
      return bytes ? unpackDelays(bytes) : undefined;
    },
    save: async (frame, delays) => {
      const written = await writeAtomically(pathOf(frame), packDelays(delays));
      if (!written.ok) return written;
      const before = last === null ? await all() : [last];
      for (const each of before) {
        if (each !== frame && each % keptEvery !== 0) await discard(each);
      }
      last = frame;
      return written;
    },
    clear: async () => {
      for (const frame of await all()) await discard(frame);
    },
  };
}

interface Header {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** Length of the header, header as JSON, padding to four bytes, then float32 values as they are. */
export function packDelays(delays: Delays): Uint8Array {
  const headers = [...delays].map(([key, { width, height }]): Header => ({ key, width, height }));
  const text = new TextEncoder().encode(JSON.stringify(headers));
  const start = 4 + Math.ceil(text.length / 4) * 4;
  const values = [...delays.values()].map(({ data }) => data);
  const total = values.reduce((sum, { byteLength }) => sum + byteLength, start);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = start;
  for (const data of values) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** Undefined: it is not what `packDelays` made. */
export function unpackDelays(bytes: Uint8Array): Delays | undefined {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(
      0,
      true,
    );
    const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
    const delays = new Map<string, Picture>();
    let at = 4 + Math.ceil(length / 4) * 4;
    for (const { key, width, height } of JSON.parse(text) as readonly Header[]) {
      const size = width * height * 3 * Float32Array.BYTES_PER_ELEMENT;
      if (!(size > 0 && at + size <= bytes.length)) return undefined;
      // A copy with a buffer of its own: `slice` of what Node reads shares it.
      const data = new Float32Array(new Uint8Array(bytes.subarray(at, at + size)).buffer);
      delays.set(key, { width, height, data });
      at += size;
    }
    return at === bytes.length ? delays : undefined;
  } catch {
    return undefined;
  }
}
