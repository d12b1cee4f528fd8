import type {
  AudioCodec,
  AudioSampleSource,
  EncodedAudioPacketSource,
  InputAudioTrack,
  Output,
} from 'mediabunny';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import type { SoundRange } from '../clip-writer.ts';

type Media = typeof import('mediabunny');

/** The sound of a file that goes along with the frames. */
export interface PageSound extends SoundRange {
  readonly file: Blob;
}

export interface SoundTrack {
  /** Adds the part of the range that lasts no longer than the frames; once. */
  copy(seconds: number): Promise<Problem | undefined>;
}

/**
 * Opens the sound of a clip and gives the film a track for it, before the film starts. What the film may
 * contain is copied as it is; other sound is decoded and encoded as Opus. Problem: `clip-silent`.
 */
export async function soundTrack(
  media: Media,
  output: Output,
  { file, from, to }: PageSound,
): Promise<Result<SoundTrack>> {
  try {
    const source = new media.BlobSource(file);
    const input = new media.Input({ source, formats: media.ALL_FORMATS });
    const track = await input.getPrimaryAudioTrack();
    const codec = await track?.getCodec();
    if (!track || !codec) return fail(silent('it has none that can be read'));
    const writes = output.format.getSupportedAudioCodecs();
    const range = { from, to };
    if (writes.includes(codec)) return ok(copied(media, output, track, codec, range));
    const opus = writes.includes('opus') && (await media.canEncodeAudio('opus'));
    if (opus && (await track.canDecode())) return ok(encoded(media, output, track, range));
    return fail(silent(`its kind, ${codec}, does not fit into the film`));
  } catch (error) {
    return fail(silent(error instanceof Error ? error.message : String(error)));
  }
}

function silent(why: string): Problem {
  return { code: 'clip-silent', message: `The sound of the clip was left out: ${why}.` };
}

/** Packets as they are, each with its time moved. */
function copied(
  media: Media,
  output: Output,
  track: InputAudioTrack,
  codec: AudioCodec,
  range: SoundRange,
): SoundTrack {
  const source = new media.EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  return copier(source, range, async (end) => {
    const sink = new media.EncodedPacketSink(track);
    const decoderConfig = await track.getDecoderConfig();
    const first = (await sink.getPacket(range.from)) ?? (await sink.getFirstPacket());
    if (!first || !decoderConfig) return;
    for await (const packet of sink.packets(first)) {
      if (packet.timestamp >= end) break;
      // Of the packet that is under way at the start, what comes before cannot be cut off.
      const timestamp = Math.max(0, packet.timestamp - range.from);
      await source.add(packet.clone({ timestamp }), { decoderConfig });
    }
  });
}

function encoded(
  media: Media,
  output: Output,
  track: InputAudioTrack,
  range: SoundRange,
): SoundTrack {
  const source = new media.AudioSampleSource({ codec: 'opus', bitrate: 128_000 });
  output.addAudioTrack(source);
  return copier(source, range, async (end) => {
    const sink = new media.AudioSampleSink(track);
    for await (const sample of sink.samples(range.from, end)) {
      sample.setTimestamp(Math.max(0, sample.timestamp - range.from));
      await source.add(sample);
      sample.close();
    }
  });
}

function copier(
  source: EncodedAudioPacketSource | AudioSampleSource,
  { from, to }: SoundRange,
  copy: (end: number) => Promise<void>,
): SoundTrack {
  return {
    copy: async (seconds) => {
      try {
        await copy(Math.min(to, from + seconds));
        return undefined;
      } catch (error) {
        return silent(error instanceof Error ? error.message : String(error));
      } finally {
        source.close();
      }
    },
  };
}
