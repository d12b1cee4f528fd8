import type { Problem } from '../../common/result.ts';

/** What a writer is told of a clip before the first frame. */
export interface ClipOptions {
  /** Of every frame, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames in a second. */
  readonly fps: number;
  /** 1 to 100. */
  readonly quality: number;
  /** The JSON text of the graph, which the file carries; null: none. */
  readonly graph: string | null;
  /** The content key of the film, 32 hex digits, which goes with the graph. */
  readonly key?: string | undefined;
  /** The arithmetic that made the frames, as PNG pictures carry it. */
  readonly profile?: string;
  /** What numbered pictures in an archive are called. */
  readonly name?: string;
}

/** A part of a clip's sound, in seconds from its start. */
export interface SoundRange {
  readonly from: number;
  readonly to: number;
}

/** Where the bytes of a file go while it grows: one after the other, except for what is known late. */
export interface ByteSink {
  append(bytes: Uint8Array): Promise<void>;
  /** Bytes that are there already. */
  patch(position: number, bytes: Uint8Array): Promise<void>;
}

/** Bytes that wait for a second pass, outside memory where the host can. */
export interface Spool {
  put(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** By the order in which they were put. */
  get(index: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** 8-bit RGBA, row-major, opaque. */
export interface RgbaFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** When frame `index` begins, in whole units of which there are so many in a second. */
export function frameTime(index: number, fps: number, units: number): number {
  return Math.round((index * units) / fps);
}

export function wrongSize(
  frame: Pick<RgbaFrame, 'width' | 'height'>,
  { width, height }: Pick<ClipOptions, 'width' | 'height'>,
  index: number,
): Problem {
  return {
    code: 'frame-size',
    message: `Frame ${index} has ${frame.width} x ${frame.height} pixels, the clip ${width} x ${height}: all frames of a film have one size.`,
    remedy: 'Bring the frames to one size with a Resize / Crop node.',
  };
}
