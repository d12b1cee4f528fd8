import type { InputVideoTrack, VideoSample, VideoSampleSink } from 'mediabunny';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import {
  type ClipInfo,
  checkLength,
  damagedClip,
  infoOf,
  noClip,
  noSuchFrame,
  tooBright,
} from '../read/clip.ts';

type Media = typeof import('mediabunny');

/** A clip as the browser reads it, in a worker. */
export interface PageClip {
  readonly info: ClipInfo;
  /** Upright, sRGB, in the clip's own size. Whoever gets it closes it. */
  frame(index: number): Promise<Result<ImageBitmap>>;
  close(): void;
}

/** Frames that are decoded in vain rather than the decoder started again. */
const readAhead = 48;

/**
 * Opens a film by WebCodecs. Frames are counted by the times at which they are seen, whatever the
 * distance between them. Problems: `clip-` `damaged`, `unsupported`, `too-large`.
 */
export async function openPageFilm(file: Blob, name: string): Promise<Result<PageClip>> {
  const media = await import('mediabunny');
  const input = new media.Input({
    source: new media.BlobSource(file),
    formats: media.ALL_FORMATS,
  });
  try {
    if (!(await input.canRead())) return fail(noClip(name));
    const track = await input.getPrimaryVideoTrack();
    if (!track) return fail(damagedClip(name, 'it has no picture'));
    const undecodable = await whyUndecodable(track, name);
    if (undecodable) return fail(undecodable);
    const hasSound = (await input.getPrimaryAudioTrack()) !== null;
    const { times, end } = await timesOf(media, track);
    const long = checkLength(name, times.length);
    if (long) return fail(long);
    if (times.length === 0) return fail(damagedClip(name, 'it has no frames'));
    const frames = frameReader(new media.VideoSampleSink(track), times, name);
    return ok({
      info: infoOf(times, end, hasSound),
      frame: frames.read,
      close: () => {
        frames.stop();
        input.dispose();
      },
    });
  } catch (error) {
    return fail(damagedClip(name, reasonOf(error)));
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function whyUndecodable(track: InputVideoTrack, name: string): Promise<Problem | undefined> {
  if (typeof VideoDecoder === 'undefined') {
    const message = 'This browser does not hand out the frames of films here.';
    return {
      code: 'clip-unsupported',
      message,
      remedy: 'Open the page by https or on localhost, in a new Chrome, Edge, Firefox or Safari.',
    };
  }
  // The types do not know these, browsers do.
  const transfer: string | null | undefined = (await track.getColorSpace()).transfer;
  if (transfer === 'pq' || transfer === 'hlg') return tooBright(name);
  if (await track.canDecode()) return undefined;
  const codec = (await track.getCodecParameterString()) ?? (await track.getCodec()) ?? 'unknown';
  return {
    code: 'clip-unsupported',
    message: `${name} is encoded by ${codec}, which this browser cannot decode.`,
    remedy: 'Convert it to H.264 in MP4, or to VP9 in WebM.',
  };
}

/** When each frame begins, in the order in which they are seen, and when the last one ends. */
async function timesOf(media: Media, track: InputVideoTrack) {
  const times: number[] = [];
  let end = 0;
  const packets = new media.EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  });
  for await (const { timestamp, duration } of packets) {
    // What an edit list cuts off is decoded and not seen.
    if (timestamp + duration <= 0 && timestamp < 0) continue;
    times.push(timestamp);
    end = Math.max(end, timestamp + duration);
  }
  return { times: times.sort((a, b) => a - b), end };
}

/** Reads frames in any order; those that follow each other by one decoder. */
function frameReader(sink: VideoSampleSink, times: readonly number[], name: string) {
  let running: { readonly samples: AsyncGenerator<VideoSample>; next: number } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const stop = () => {
    void running?.samples.return(undefined);
    running = undefined;
  };
  const sampleAt = async (index: number): Promise<VideoSample | undefined> => {
    if (!running || index < running.next || index > running.next + readAhead) {
      stop();
      running = { samples: sink.samples(times[index]), next: index };
    }
    while (true) {
      const { value, done } = await running.samples.next();
      if (done) return undefined;
      if (running.next++ === index) return value;
      value.close();
    }
  };
  const read = async (index: number): Promise<Result<ImageBitmap>> => {
    if (!(index >= 0 && index < times.length)) return fail(noSuchFrame(name, index, times.length));
    try {
      const sample = await sampleAt(index);
      if (!sample) return fail(undecoded(name, index));
      const bitmap = draw(sample);
      sample.close();
      return ok(bitmap);
    } catch (error) {
      stop();
      return fail(undecoded(name, index, error));
    }
  };
  return {
    // One at a time: there is one decoder.
    read: (index: number) => {
      const next = queue.then(() => read(index));
      queue = next;
      return next;
    },
    stop,
  };
}

function undecoded(name: string, index: number, error?: unknown): Problem {
  const reason = error === undefined ? '' : `: ${reasonOf(error)}`;
  return damagedClip(name, `frame ${index} cannot be decoded${reason}`);
}

/** Upright and with square pixels, on white where it is transparent. */
function draw(sample: VideoSample): ImageBitmap {
  const { displayWidth, displayHeight } = sample;
  const canvas = new OffscreenCanvas(displayWidth, displayHeight);
  const context = canvas.getContext('2d', { alpha: false, colorSpace: 'srgb' });
  if (!context) throw new Error('there is no canvas in this worker');
  context.fillStyle = 'white';
  context.fillRect(0, 0, displayWidth, displayHeight);
  sample.draw(context, 0, 0);
  return canvas.transferToImageBitmap();
}
