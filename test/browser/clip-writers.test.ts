import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny';
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { problemText, type Result } from '../../src/common/result.ts';
import type { ClipFormat } from '../../src/nodes/save-clip/settings.ts';
import { createClipWriter, writableClips } from '../../src/runtime/browser.ts';
import type {} from '../clips/ffmpeg-frames.ts';
import { makeFrame, numberIn, psnr } from '../clips/make-frames.ts';

const graph = JSON.stringify({ format: 'dreamgraph', note: 'Ümläut <&> "quoted" 🌀' });

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

async function write(
  format: ClipFormat,
  { width = 96, height = 64, fps = 24, frames = 30, ...rest } = {},
) {
  const options = { width, height, fps, quality: 90, graph, ...rest };
  const writer = taken(await createClipWriter(format, options));
  for (let index = 0; index < frames; index++) {
    taken(await writer.add(makeFrame(index, width, height)));
  }
  return { codec: writer.codec, ...taken(await writer.finish()) };
}

async function base64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

const decoded = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

test('Chromium says what it writes', async () => {
  const formats = await writableClips({ width: 321, height: 241 });
  expect(formats).toEqual([
    { format: 'mp4', codec: 'H.264' },
    { format: 'webm', codec: 'VP9' },
    { format: 'gif', codec: 'GIF' },
    { format: 'webp', codec: 'animated WebP' },
    { format: 'png', codec: 'numbered PNG pictures' },
  ]);
});

test.each([
  ['mp4', 96, 64, 24],
  ['webm', 96, 64, 24],
  ['mp4', 97, 65, 30],
  ['webm', 97, 65, 23.976],
] as const)(
  '%s of %i x %i at %d a second: all frames, times and the graph',
  async (format, width, height, fps) => {
    const { file } = await write(format, { width, height, fps });
    const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('There is no picture in it.');
    const even = (side: number) => side + (side % 2);
    expect(await track.getDisplayWidth()).toBe(even(width));
    expect(await track.getDisplayHeight()).toBe(even(height));
    const times: number[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp);
    times.sort((a, b) => a - b);
    expect(times).toHaveLength(30);
    for (const [index, time] of times.entries()) expect(time).toBeCloseTo(index / fps, 2);
    expect(await input.computeDuration()).toBeCloseTo(30 / fps, 2);
    const { comment } = await input.getMetadataTags();
    expect(JSON.parse((comment ?? '').replace('Dreamgraph: ', ''))).toEqual(JSON.parse(graph));

    const seen = await commands.ffmpegFrames(await base64(file), `.${format}`);
    expect(seen.frames).toHaveLength(30);
    expect(seen.comment).toBe(comment);
    for (const [index, text] of seen.frames.entries()) {
      const frame = makeFrame(index, width, height);
      const rgb = cut(decoded(text), seen.width, width, height);
      expect(numberIn({ width, data: rgb }, 3)).toBe(index);
      expect(psnr({ ...frame, channels: 4 }, { data: rgb, channels: 3 })).toBeGreaterThan(30);
    }
  },
);

/** Without the last column and row that were added. */
function cut(rgb: Uint8Array, stride: number, width: number, height: number): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => [
    ...rgb.subarray(3 * y * stride, 3 * (y * stride + width)),
  ]);
  return Uint8Array.from(rows.flat());
}
