import { zipSync } from 'fflate';
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BlobSource,
  BufferTarget,
  EncodedPacketSink,
  Input,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { expect, test } from 'vitest';
import { problemText, type Result } from '../../src/common/result.ts';
import type { ClipFormat } from '../../src/nodes/save-clip/settings.ts';
import { createClipWriter, openClip, type PageClipOptions } from '../../src/runtime/browser.ts';
import { graphInClip } from '../../src/runtime/clips/read/graph-inside.ts';
import { browserFiles } from '../../src/runtime/files/browser-files.ts';
import { makeFrame, numberIn, psnr } from '../clips/make-frames.ts';

const graph = JSON.stringify({ format: 'dreamgraph', note: 'Ümläut <&> "quoted" 🌀' });
const [width, height, frames] = [97, 65, 30] as const;

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

async function write(format: ClipFormat, more: Partial<PageClipOptions> = {}) {
  const options = { width, height, fps: 24, quality: 90, graph, ...more };
  const writer = taken(await createClipWriter(format, options));
  for (let index = 0; index < frames; index++) {
    const { data } = makeFrame(index, width, height);
    // Bitmaps are handed over, numbers are copied: both must arrive.
    const pixels = new ImageData(data, width, height);
    const frame = index % 2 ? await createImageBitmap(pixels) : { width, height, data };
    taken(await writer.add(frame));
  }
  return taken(await writer.finish());
}

/** Forwards, backwards, far ahead, and the same twice. */
const order = [0, 1, 2, 20, 5, 29, 28, 28, 12];

test.each([
  ['mp4', 28],
  ['webm', 28],
  ['gif', 28],
  ['webp', 28],
  ['png', 80],
] as const)('any frame of our own %s, in any order, and its graph', async (format, least) => {
  const { file } = await write(format);
  const found = await graphInClip({
    size: file.size,
    read: async (begin, end) => new Uint8Array(await file.slice(begin, end).arrayBuffer()),
    source: () => new BlobSource(file),
  });
  if (format === 'png') expect(found).toBeUndefined();
  else expect(JSON.parse(found?.ok ? found.value : '')).toEqual(JSON.parse(graph));

  const files = browserFiles('', async () => file);
  const clip = taken(await files.openClip({ name: `clip.${format}` }));
  expect(clip.info.frames).toBe(frames);
  expect(clip.info.fps).toBeCloseTo(24, 0);
  expect(clip.info.seconds).toBeCloseTo(frames / 24, 1);
  for (const index of order) {
    const picture = taken(await clip.read(index));
    expect(numberIn(picture, 3, 1)).toBe(index);
    const rows = Array.from({ length: height }, (_, y) => [
      ...picture.data.slice(3 * y * picture.width, 3 * (y * picture.width + width)),
    ]);
    const data = rows.flat().map((value) => 255 * value);
    const frame = makeFrame(index, width, height);
    expect(psnr({ ...frame, channels: 4 }, { data, channels: 3 })).toBeGreaterThan(least);
  }
  const beyond = await clip.read(frames);
  expect(!beyond.ok && beyond.problem.message).toMatch(/has 30 frames, so there is no frame 30/);
  clip.close();
});

/** Three seconds of a tone as Opus in WebM. */
async function tone(): Promise<Blob> {
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new AudioSampleSource({ codec: 'opus', bitrate: 64_000 });
  output.addAudioTrack(source);
  await output.start();
  const rate = 48_000;
  const data = Float32Array.from(
    { length: 3 * rate },
    (_, i) => 0.3 * Math.sin((2 * Math.PI * 440 * i) / rate),
  );
  const sample = {
    data,
    format: 'f32',
    numberOfChannels: 1,
    sampleRate: rate,
    timestamp: 0,
  } as const;
  const audio = new AudioSample(sample);
  await source.add(audio);
  audio.close();
  await output.finalize();
  return new Blob([(output.target as BufferTarget).buffer as ArrayBuffer]);
}

test.each(['mp4', 'webm'] as const)(
  '%s keeps the sound of a clip, cut to its range',
  async (format) => {
    const sound = { file: await tone(), from: 1, to: 1 + frames / 24 };
    const { file, notes } = await write(format, { sound });
    expect(notes).toEqual([]);
    const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new Error('There is no sound.');
    expect(await track.getCodec()).toBe('opus');
    const times: number[] = [];
    for await (const { timestamp } of new EncodedPacketSink(track).packets()) times.push(timestamp);
    expect(times[0]).toBeCloseTo(0, 1);
    expect(times.at(-1)).toBeGreaterThan(frames / 24 - 0.1);
    expect(times.at(-1)).toBeLessThan(frames / 24);
  },
);

test('a clip without sound says so, and is written all the same', async () => {
  const silent = await write('webm');
  const { notes, file } = await write('mp4', { sound: { file: silent.file, from: 0, to: 1 } });
  expect(notes.map(({ code }) => code)).toEqual(['clip-silent']);
  expect(file.size).toBeGreaterThan(1000);
});

test('what is no clip, or damaged, has a sentence', async () => {
  const mp4 = (await write('mp4')).file;
  const gif = (await write('gif')).file;
  const text = (content: string) => new Blob([content]);
  const scrambled = new Uint8Array(await mp4.arrayBuffer());
  for (let at = 1000; at < scrambled.length; at += 7) scrambled[at] = at & 255;
  const cases: readonly (readonly [string, Blob])[] = [
    ['text.mp4', text('This is no film.')],
    ['empty.mp4', text('')],
    ['cut.mp4', mp4.slice(0, mp4.size / 2)],
    ['scrambled.mp4', new Blob([scrambled])],
    ['cut.gif', gif.slice(0, 900)],
    ['bad.zip', text('PK\x03\x04 and nothing else')],
    ['none.zip', new Blob([zipSync({ 'a.txt': new Uint8Array(3) })])],
  ];
  for (const [name, file] of cases) {
    const clip = await openClip(file, name);
    const frame = clip.ok ? await clip.value.frame(clip.value.info.frames - 1) : clip;
    if (clip.ok) clip.value.close();
    expect(frame.ok ? `${name} was read` : problemText(frame.problem)).toMatch(
      new RegExp(`${name}.* (is|has|holds) .*[.]`, 's'),
    );
  }
});

test('a clip that is given up ends at once, and every call has an answer', async () => {
  const options = { width, height, fps: 24, quality: 90, graph };
  const writer = taken(await createClipWriter('webm', options));
  taken(await writer.add(makeFrame(0, width, height)));
  const waiting = writer.add(makeFrame(1, width, height));
  writer.abort();
  const answer = await waiting;
  expect(answer.ok || answer.problem.code === 'cancelled').toBe(true);
  const wrong = taken(await createClipWriter('gif', options));
  const refused = await wrong.add(makeFrame(0, 8, 8));
  expect(!refused.ok && refused.problem.code).toBe('frame-size');
  wrong.abort();
});
