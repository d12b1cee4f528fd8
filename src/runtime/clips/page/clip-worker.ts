import { expose, transfer } from 'comlink';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import type { ClipFormat } from '../../../nodes/save-clip/settings.ts';
import { clipFormats } from '../clip-format.ts';
import { type ClipOptions, wrongSize } from '../clip-writer.ts';
import { createGifWriter } from '../gif/gif-writer.ts';
import type { ClipInfo } from '../read/clip.ts';
import { createWebpWriter } from '../webp-writer.ts';
import { type BlobSink, createBlobSink, createBlobSpool } from './blob-sink.ts';
import { encodeStill, type FrameIn, rgbaOf, writesStills } from './frames.ts';
import type { PageClip } from './page-film.ts';
import { createPictureZip } from './picture-zip.ts';
import type { PageSound } from './sound-track.ts';
import { codecFor, createVideoWriter } from './video-writer.ts';

export type PageClipOptions = ClipOptions & { readonly sound?: PageSound };

export interface WrittenClip {
  readonly file: Blob;
  /** What is to be said of it although it was written. */
  readonly notes: readonly Problem[];
}

/** A writer of any format, which throws where it fails. */
interface Writer {
  readonly codec: string;
  add(frame: FrameIn): Promise<void>;
  finish(): Promise<Result<readonly Problem[]>>;
}

let begun: { readonly writer: Writer; readonly sink: BlobSink; readonly mime: string } | undefined;
let options: PageClipOptions | undefined;
let count = 0;
let read: PageClip | undefined;

/** Encodes one clip, or reads one, away from the page. */
const clips = {
  async canWrite(
    format: ClipFormat,
    size: Pick<ClipOptions, 'width' | 'height'>,
  ): Promise<Result<string>> {
    const { title, longestSide } = clipFormats[format];
    if (Math.max(size.width, size.height) > longestSide) {
      const message = `${title} has at most ${longestSide} pixels a side, and the frames have ${size.width} x ${size.height}.`;
      return fail({ code: 'clip-unwritable', message, remedy: 'Make the frames smaller.' });
    }
    if (format === 'mp4' || format === 'webm') {
      const codec = await codecFor(format, size);
      return codec.ok ? ok(codec.value.name) : codec;
    }
    if (format === 'webp' && !(await writesStills('image/webp'))) {
      const message = 'This browser does not write WebP pictures.';
      return fail({ code: 'clip-unwritable', message, remedy: 'Choose GIF or numbered PNGs.' });
    }
    return ok(title);
  },
  async begin(format: ClipFormat, wanted: PageClipOptions): Promise<Result<string>> {
    const possible = await clips.canWrite(format, wanted);
    if (!possible.ok) return possible;
    const sink = createBlobSink();
    const writer = await guarded(() => open(format, wanted, sink));
    if (!writer.ok) return writer;
    options = wanted;
    begun = { writer: writer.value, sink, mime: clipFormats[format].mime };
    return ok(writer.value.codec);
  },
  async add(frame: FrameIn): Promise<Result<void>> {
    if (!begun || !options) return fail(fault('no clip was begun'));
    if (frame.width !== options.width || frame.height !== options.height) {
      return fail(wrongSize(frame, options, count));
    }
    const { writer } = begun;
    count++;
    return guarded(async () => ok(await writer.add(frame)));
  },
  async finish(): Promise<Result<WrittenClip>> {
    if (!begun) return fail(fault('no clip was begun'));
    const { writer, sink, mime } = begun;
    const notes = await guarded(() => writer.finish());
    return notes.ok ? ok({ file: sink.file(mime), notes: notes.value }) : notes;
  },
  async open(file: Blob, name: string): Promise<Result<ClipInfo>> {
    const { openPageClip } = await import('./open-page-clip.ts');
    const opened = await openPageClip(file, name);
    if (!opened.ok) return opened;
    read = opened.value;
    return ok(read.info);
  },
  async frame(index: number): Promise<Result<ImageBitmap>> {
    if (!read) return fail(fault('no clip was opened'));
    const frame = await read.frame(index);
    return frame.ok ? transfer(frame, [frame.value]) : frame;
  },
};

export type ClipWorker = typeof clips;

async function open(
  format: ClipFormat,
  wanted: PageClipOptions,
  sink: BlobSink,
): Promise<Result<Writer>> {
  switch (format) {
    case 'mp4':
    case 'webm': {
      const video = await createVideoWriter(format, wanted, sink);
      if (!video.ok) return video;
      const { codec, add, finish } = video.value;
      return ok({ codec, finish, add: async (frame) => add(rgbaOf(frame)) });
    }
    case 'gif': {
      const gif = await createGifWriter(wanted, sink, createBlobSpool());
      return ok(withoutNotes('GIF', gif.finish, async (frame) => gif.add(rgbaOf(frame))));
    }
    case 'webp': {
      const webp = await createWebpWriter(wanted, sink);
      const quality = wanted.quality / 100;
      return ok(
        withoutNotes('WebP', webp.finish, async (frame) =>
          webp.add(await encodeStill(frame, 'image/webp', quality)),
        ),
      );
    }
    case 'png': {
      const zip = await createPictureZip(wanted, sink);
      return ok(withoutNotes('PNG', zip.finish, zip.add));
    }
  }
}

function withoutNotes(
  codec: string,
  finish: () => Promise<void>,
  add: (frame: FrameIn) => Promise<void>,
): Writer {
  const finished = async () => {
    await finish();
    return ok([]);
  };
  return { codec, add, finish: finished };
}

async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return fail(fault(error instanceof Error ? error.message : String(error)));
  }
}

function fault(reason: string): Problem {
  const message = `The clip could not be encoded: ${reason}.`;
  return { code: 'clip-unwritable', message, remedy: 'Choose another format, or export again.' };
}

expose(clips);
