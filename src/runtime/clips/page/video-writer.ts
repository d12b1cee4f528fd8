import type { OutputFormat, VideoCodec } from 'mediabunny';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import type { ClipOptions, RgbaFrame } from '../clip-writer.ts';
import { graphAsComment } from '../graph-texts.ts';
import { bitrate, even, toI420 } from '../yuv.ts';
import type { BlobSink } from './blob-sink.ts';
import { type PageSound, type SoundTrack, soundTrack } from './sound-track.ts';

type Media = typeof import('mediabunny');
type Container = 'mp4' | 'webm';

export interface VideoWriter {
  /** As people call it. */
  readonly codec: string;
  add(frame: RgbaFrame): Promise<void>;
  /** @returns what is to be said of the file although it was written. */
  finish(): Promise<Result<readonly Problem[]>>;
  abort(): Promise<void>;
}

/** Best first: what plays in most places, then what is smallest. */
const wanted: Readonly<Record<Container, readonly VideoCodec[]>> = {
  mp4: ['avc', 'av1', 'vp9'],
  webm: ['vp9', 'av1', 'vp8'],
};

const names: Readonly<Partial<Record<VideoCodec, string>>> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
};

/** The first codec that this browser encodes at this size. Problem: `clip-unwritable`. */
export async function codecFor(
  container: Container,
  { width, height }: Pick<ClipOptions, 'width' | 'height'>,
): Promise<Result<{ readonly codec: VideoCodec; readonly name: string }>> {
  if (typeof VideoEncoder === 'undefined') return fail(noEncoders(container));
  const { getFirstEncodableVideoCodec } = await import('mediabunny');
  const size = { width: even(width), height: even(height) };
  const codec = await getFirstEncodableVideoCodec([...wanted[container]], size);
  return codec ? ok({ codec, name: names[codec] ?? codec }) : fail(noCodec(container, size));
}

function noEncoders(container: Container): Problem {
  return {
    code: 'clip-unwritable',
    message: `This browser cannot encode video, which ${titleOf(container)} needs.`,
    remedy:
      'Open the page by https or on localhost, in a new Chrome, Edge, Firefox or Safari; or choose GIF.',
  };
}

function noCodec(container: Container, size: { width: number; height: number }): Problem {
  return {
    code: 'clip-unwritable',
    message: `This browser encodes no video for ${titleOf(container)} of ${size.width} x ${size.height} pixels.`,
    remedy: 'Choose another format, or make the frames smaller.',
  };
}

const titleOf = (container: Container) => (container === 'mp4' ? 'MP4' : 'WebM');

/** Seconds between frames from which players can start. */
const keyFrameInterval = 2;

/**
 * Encodes frames as they come, by the browser's encoder. Every frame that was added must have come out
 * at the end, or the file is refused. Problem: `clip-unwritable`.
 */
export async function createVideoWriter(
  container: Container,
  options: ClipOptions & { readonly sound?: PageSound },
  sink: BlobSink,
): Promise<Result<VideoWriter>> {
  const chosen = await codecFor(container, options);
  if (!chosen.ok) return chosen;
  const media = await import('mediabunny');
  const { graph, fps, width, height } = options;
  const format = formatOf(media, container);
  const output = new media.Output({ format, target: new media.StreamTarget(sink.stream()) });
  let encoded = 0;
  const source = new media.VideoSampleSource({
    codec: chosen.value.codec,
    bitrate: bitrate(options),
    keyFrameInterval,
    latencyMode: 'quality',
    onEncodedPacket: (_packet, meta) => {
      raiseLevel(meta?.decoderConfig);
      encoded++;
    },
  });
  output.addVideoTrack(source, { frameRate: fps });
  const notes: Problem[] = [];
  const sound = options.sound && (await soundTrack(media, output, options.sound));
  if (sound && !sound.ok) notes.push(sound.problem);
  if (graph !== null) output.setMetadataTags({ comment: graphAsComment(graph) });
  await output.start();
  let added = 0;
  const size = { codedWidth: even(width), codedHeight: even(height) };
  return ok({
    codec: chosen.value.name,
    add: async (frame) => {
      const timing = { timestamp: added / fps, duration: 1 / fps };
      const sample = new media.VideoSample(toI420(frame), {
        ...{ format: 'I420' as const, colorSpace: bt709 },
        ...size,
        ...timing,
      });
      added++;
      await source.add(sample);
      sample.close();
    },
    finish: async () => {
      source.close();
      if (sound?.ok) await copySound(sound.value, added / fps, notes);
      await output.finalize();
      return encoded === added ? ok(notes) : fail(framesLost(added, encoded));
    },
    abort: () => output.cancel(),
  });
}

async function copySound(track: SoundTrack, seconds: number, notes: Problem[]): Promise<void> {
  const problem = await track.copy(seconds);
  if (problem) notes.push(problem);
}

/** Level 3 of H.264: what every player knows. */
const commonLevel = 30;

/**
 * H.264 of small pictures says the lowest level that fits, and Chromium's encoder says 1b where its own
 * decoder knows none. A higher level is never wrong: it asks more of the player than there is to do. It
 * stands in the configuration (ISO/IEC 14496-15, avcC) and in the parameter set inside.
 */
function raiseLevel(config: VideoDecoderConfig | undefined): void {
  if (!config?.description || !config.codec.startsWith('avc1.')) return;
  const { description } = config;
  const avcC = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  if (avcC.length < 12 || (avcC[3] as number) >= commonLevel) return;
  avcC[3] = commonLevel;
  // One parameter set after eight bytes: what it is, its profile, and the same level.
  if (((avcC[8] as number) & 31) === 7) avcC[11] = commonLevel;
  config.codec = config.codec.slice(0, -2) + commonLevel.toString(16);
}

function framesLost(added: number, encoded: number): Problem {
  return {
    code: 'clip-unwritable',
    message: `The browser's encoder gave back ${encoded} of ${added} frames.`,
    remedy: 'Export again, or choose another format.',
  };
}

function formatOf(media: Media, container: Container): OutputFormat {
  // The index comes last, so that nothing waits in memory for it.
  return container === 'mp4'
    ? new media.Mp4OutputFormat({ fastStart: false })
    : new media.WebMOutputFormat();
}

/** What everybody writes and players expect; see decision 015 for what it means. */
const bt709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;
