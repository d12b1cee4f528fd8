import { type Remote, transfer, wrap } from 'comlink';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import type { ClipFormat } from '../../../nodes/save-clip/settings.ts';
import { clipFormats } from '../clip-format.ts';
import type { ClipOptions } from '../clip-writer.ts';
import type { ClipInfo } from '../read/clip.ts';
import type { ClipWorker, PageClipOptions, WrittenClip } from './clip-worker.ts';
import type { FrameIn } from './frames.ts';

/** Writes one clip in a worker of its own. */
export interface ClipWriter {
  /** What the browser encodes: "H.264". */
  readonly codec: string;
  /**
   * The next frame; a bitmap is handed over and of no use afterwards. Wait for it before the next one:
   * so no more frames are held than the encoder works on.
   */
  add(frame: FrameIn): Promise<Result<void>>;
  finish(): Promise<Result<WrittenClip>>;
  /** Ends the worker, and what is half written is gone. */
  abort(): void;
}

/** What this browser can write of clips this large. */
export interface WritableClip {
  readonly format: ClipFormat;
  /** By what it encodes; absent where it cannot. */
  readonly codec?: string;
  readonly problem?: Problem;
}

export async function writableClips(
  size: Pick<ClipOptions, 'width' | 'height'>,
): Promise<readonly WritableClip[]> {
  const { api, end, ended } = startWorker();
  try {
    const formats = Object.keys(clipFormats) as ClipFormat[];
    return await Promise.all(
      formats.map(async (format) => {
        const possible = await Promise.race([api.canWrite(format, size), ended]);
        return possible.ok
          ? { format, codec: possible.value }
          : { format, problem: possible.problem };
      }),
    );
  } finally {
    end();
  }
}

/** Problems of every call: `clip-unwritable`, `frame-size`. */
export async function createClipWriter(
  format: ClipFormat,
  options: PageClipOptions,
): Promise<Result<ClipWriter>> {
  const { api, end, ended } = startWorker();
  const codec = await Promise.race([api.begin(format, options), ended]);
  if (!codec.ok) {
    end();
    return codec;
  }
  return ok({
    codec: codec.value,
    add: (frame) => {
      const sent = frame instanceof ImageBitmap ? transfer(frame, [frame]) : frame;
      return Promise.race([api.add(sent), ended]);
    },
    finish: async () => {
      const written = await Promise.race([api.finish(), ended]);
      end();
      return written;
    },
    abort: end,
  });
}

/** Reads one clip in a worker of its own, for the page to show. */
export interface ClipReader {
  readonly info: ClipInfo;
  /** Upright, in the clip's own size. Whoever gets it closes it. */
  frame(index: number): Promise<Result<ImageBitmap>>;
  close(): void;
}

/** Problems of `openPageClip`. */
export async function openClip(file: Blob, name: string): Promise<Result<ClipReader>> {
  const { api, end, ended } = startWorker();
  const info = await Promise.race([api.open(file, name), ended]);
  if (!info.ok) {
    end();
    return info;
  }
  const frame = (index: number) => Promise.race([api.frame(index), ended]);
  return ok({ info: info.value, frame, close: end });
}

interface Started {
  readonly api: Remote<ClipWorker>;
  end(): void;
  /** Resolves when the worker is ended, by whomever: calls that wait are answered by it. */
  readonly ended: Promise<Ending>;
}

type Ending = ReturnType<typeof fail<Problem>>;

function startWorker(): Started {
  const thread = new Worker(new URL('./clip-worker.ts', import.meta.url), { type: 'module' });
  let settle: (ending: Ending) => void = () => {};
  const ended = new Promise<Ending>((resolve) => {
    settle = resolve;
  });
  thread.onerror = () => settle(fail(died));
  const end = () => {
    thread.terminate();
    settle(fail(aborted));
  };
  return { api: wrap<ClipWorker>(thread), end, ended };
}

const died: Problem = {
  code: 'clip-unwritable',
  message: 'The browser ended the work on the clip.',
  remedy: 'Close other tabs, or make the frames smaller.',
};

const aborted: Problem = { code: 'cancelled', message: 'The work on the clip was cancelled.' };
