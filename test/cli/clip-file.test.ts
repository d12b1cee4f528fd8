import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { checkClipWritable, createClipFile } from '../../src/cli/clips/clip-file.ts';
import { clipFormatOf, framePath } from '../../src/cli/clips/clip-path.ts';
import type { ClipFileOptions } from '../../src/cli/clips/film.ts';
import { problemText, type Result } from '../../src/common/result.ts';
import { pictureFromRgba8 } from '../../src/engine/picture/index.ts';
import { seenByFfmpeg } from '../clips/ffmpeg-frames.ts';
import { makeFrame, numberIn, psnr } from '../clips/make-frames.ts';
import { makeTone } from '../clips/make-sound.ts';
import { ownFolder } from './own-folder.ts';

const folder = ownFolder();
const graph = JSON.stringify({ format: 'dreamgraph', note: 'Ümläut <&> "q" = ; # \\ 🌀' });
const frames = 30;

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

async function write(
  path: string,
  { width = 96, height = 64, fps = 24, quality = 90, ...rest }: Partial<ClipFileOptions> = {},
) {
  const format = clipFormatOf(path) as 'mp4';
  const options = { width, height, fps, quality, graph, ...rest };
  const writer = taken(await createClipFile(path, format, options));
  for (let index = 0; index < frames; index++) {
    const frame = makeFrame(index, width, height);
    taken(await writer.add(pictureFromRgba8(frame.data, width, height)));
  }
  return { codec: writer.codec, notes: taken(await writer.finish()) };
}

test.each([
  ['mp4', 96, 64, 24],
  ['webm', 97, 65, 23.976],
] as const)(
  'ffmpeg writes %s of %i x %i: all frames, times and the graph',
  async (format, width, height, fps) => {
    const path = folder.at(`film.${format}`);
    const tone = folder.at('tone.wav');
    await writeFile(tone, makeTone(3));
    const { notes } = await write(path, {
      ...{ width, height, fps },
      sound: { path: tone, from: 0.5, to: 0.5 + frames / fps },
    });
    expect(notes).toEqual([]);
    const seen = await seenByFfmpeg(path);
    expect(seen.frames).toHaveLength(frames);
    expect(seen.seconds).toBeCloseTo(frames / fps, 1);
    expect(seen.codecs).toEqual(format === 'mp4' ? ['h264', 'aac'] : ['vp9', 'opus']);
    expect(JSON.parse(seen.comment.replace('Dreamgraph: ', ''))).toEqual(JSON.parse(graph));
    for (const [index, text] of seen.frames.entries()) {
      const whole = Buffer.from(text, 'base64');
      expect(numberIn({ width: seen.width, data: whole }, 3)).toBe(index);
      const frame = makeFrame(index, width, height);
      const rows = Array.from({ length: height }, (_, y) => [
        ...whole.subarray(3 * y * seen.width, 3 * (y * seen.width + width)),
      ]);
      expect(psnr({ ...frame, channels: 4 }, { data: rows.flat(), channels: 3 })).toBeGreaterThan(
        30,
      );
    }
  },
);

test.each(['gif', 'webp'])('%s plays with exact times, and its frames are ours', async (format) => {
  const path = folder.at(`moves.${format}`);
  await write(path, { width: 97, height: 65, fps: 24 });
  const bytes = await readFile(path);
  const {
    pages,
    delay = [],
    loop,
    pageHeight,
    width,
    xmp,
  } = await sharp(bytes, { pages: -1 }).metadata();
  expect({ pages, loop, width, height: pageHeight }).toEqual({
    pages: 30,
    loop: 0,
    width: 97,
    height: 65,
  });
  const unit = format === 'gif' ? 10 : 1;
  let ended = 0;
  for (const [index, ms] of delay.entries()) {
    ended += ms;
    expect(Math.abs(ended - ((index + 1) * 1000) / 24)).toBeLessThanOrEqual(unit / 2);
  }
  for (let index = 0; index < frames; index++) {
    const seen = await sharp(bytes, { page: index }).removeAlpha().raw().toBuffer();
    const frame = makeFrame(index, 97, 65);
    expect(numberIn({ width: 97, data: seen }, 3)).toBe(index);
    expect(psnr({ ...frame, channels: 4 }, { data: seen, channels: 3 })).toBeGreaterThan(28);
  }
  const carried = format === 'gif' ? bytes.toString('latin1') : String(xmp);
  expect(carried).toContain(format === 'gif' ? 'Dreamgraph: {' : 'dreamgraph:graph');
});

test('equal frames make equal films, byte for byte', async () => {
  for (const name of ['a.mp4', 'a.webm', 'a.gif', 'a.webp']) {
    await write(folder.at(name));
    await write(folder.at(name.replace('a.', 'b.')));
    const [a, b] = await Promise.all(
      [name, name.replace('a.', 'b.')].map((each) => readFile(folder.at(each))),
    );
    expect(a?.equals(b as Buffer), name).toBe(true);
  }
});

test('nothing is left of a film that was not finished, nor under its name before the end', async () => {
  const path = folder.at('half.gif');
  const options = { width: 16, height: 16, fps: 10, quality: 80, graph: null };
  const writer = taken(await createClipFile(path, 'gif', options));
  taken(await writer.add(pictureFromRgba8(makeFrame(0, 16, 16).data, 16, 16)));
  const wrong = await writer.add(pictureFromRgba8(makeFrame(0, 8, 8).data, 8, 8));
  expect(!wrong.ok && problemText(wrong.problem)).toMatch(
    /Frame 1 has 8 x 8 pixels, the clip 16 x 16/,
  );
  expect(readdirSync(folder.path())).not.toContain('half.gif');
  await writer.abort();
  expect(readdirSync(folder.path()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('without ffmpeg that is said, with what to do and what works without it', async () => {
  const script = `
    import { checkClipWritable } from './src/cli/clips/clip-file.ts';
    const all = await Promise.all(['mp4', 'webm', 'gif', 'webp'].map((format) => checkClipWritable(format)));
    console.log(JSON.stringify(all));`;
  const node = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const env = { ...process.env, DREAMGRAPH_FFMPEG: '/nowhere/ffmpeg' };
  const { stdout } = await promisify(execFile)(process.execPath, node, { env });
  const [mp4, webm, gif, webp] = JSON.parse(stdout);
  expect(mp4.problem.code).toBe('no-ffmpeg');
  expect(problemText(webm.problem)).toMatch(/ffmpeg was not found.*apt install ffmpeg.*%04d\.png/);
  expect([gif.ok, webp.ok]).toEqual([true, true]);
  expect((await checkClipWritable('gif', { width: 70_000, height: 10 })).ok).toBe(false);
});

test('a path says what is written', () => {
  expect(
    ['a.MP4', 'b.webm', 'c.gif', 'd.webp', 'e/%04d.png', 'f.png', '%d.jpg'].map(clipFormatOf),
  ).toEqual(['mp4', 'webm', 'gif', 'webp', 'png', undefined, undefined]);
  expect(framePath('frames/%04d.png', 7)).toBe('frames/0007.png');
  expect(framePath('frames/x%d.png', 12345)).toBe('frames/x12345.png');
});
