import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createClipFile } from '../../src/cli/clips/clip-file.ts';
import { openClip } from '../../src/cli/clips/read/open-clip.ts';
import { openGraphFile } from '../../src/cli/graph/open-graph.ts';
import { problemText, type Result } from '../../src/common/result.ts';
import { pictureFromRgba8 } from '../../src/engine/picture/index.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { makeApng } from '../clips/make-apng.ts';
import { makeFrame, numberIn, psnr } from '../clips/make-frames.ts';
import { graph, node } from '../runtime/build.ts';
import { ownFolder } from './own-folder.ts';

const folder = ownFolder();
const [width, height] = [96, 64];

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

const pngOf = (index: number) => {
  const { data } = makeFrame(index, width, height);
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
};

async function writeClip(name: string, frames = 40, carried: string | null = null) {
  const format = name.split('.').at(-1) as 'mp4';
  const options = { width, height, fps: 25, quality: 90, graph: carried };
  const writer = taken(await createClipFile(folder.at(name), format, options));
  for (let index = 0; index < frames; index++) {
    const frame = pictureFromRgba8(makeFrame(index, width, height).data, width, height);
    taken(await writer.add(frame));
  }
  taken(await writer.finish());
  return folder.at(name);
}

/** Forwards, backwards, far ahead, and the same twice. */
const order = [0, 1, 2, 30, 31, 5, 39, 38, 38, 12];

async function expectFrames(path: string, least: number) {
  const clip = taken(await openClip(path));
  expect(clip.info.frames).toBe(40);
  for (const index of order) {
    const picture = taken(await clip.read(index));
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(numberIn(picture, 3, 1)).toBe(index);
    const data = picture.data.map((value) => 255 * value);
    const frame = makeFrame(index, width, height);
    expect(psnr({ ...frame, channels: 4 }, { data, channels: 3 })).toBeGreaterThan(least);
  }
  const beyond = await clip.read(40);
  expect(!beyond.ok && beyond.problem.message).toMatch(/has 40 frames, so there is no frame 40/);
  clip.close();
  return clip.info;
}

test.each([
  ['a.mp4', 30],
  ['a.webm', 30],
  ['a.gif', 28],
  ['a.webp', 28],
])('any frame of %s, in any order', async (name, least) => {
  const info = await expectFrames(await writeClip(name), least);
  expect(info.fps).toBeCloseTo(25, 0);
  expect(info.seconds).toBeCloseTo(40 / 25, 1);
});

test('frames at uneven times are counted in the order in which they are seen', async () => {
  const path = folder.at('uneven.mkv');
  const from = await writeClip('even.mp4');
  // Each frame is longer than the one before; B-frames stand in the file before what they follow.
  const slower = [
    '-vf',
    "setpts='N*N/25/TB'",
    '-fps_mode',
    'passthrough',
    '-c:v',
    'libx264',
    '-bf',
    '3',
  ];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', from, ...slower, '-crf', '10', path]);
  const info = await expectFrames(path, 28);
  expect(info.times[10]).toBeCloseTo(100 / 25, 2);
  expect(info.times[39]).toBeCloseTo((39 * 39) / 25, 2);
});

test('a film that lies on its side is turned upright', async () => {
  const from = await writeClip('upright.mp4', 4);
  const path = folder.at('lying.mp4');
  const turn = ['-display_rotation', '90', '-i', from, '-c', 'copy', path];
  const old = ['-i', from, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', path];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...old]).catch(() =>
    promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...turn]),
  );
  const clip = taken(await openClip(path));
  const picture = taken(await clip.read(1));
  clip.close();
  expect([picture.width, picture.height]).toEqual([height, width]);
});

test('an animated PNG is put together from its parts', async () => {
  const { bytes, frames } = await makeApng();
  await writeFile(folder.at('a.png'), bytes);
  const clip = taken(await openClip(folder.at('a.png')));
  expect(clip.info.frames).toBe(frames.length);
  for (const index of [0, 1, 2, 3, 1, 3]) {
    const { data } = taken(await clip.read(index));
    expect([...data].map((value) => Math.round(255 * value))).toEqual(frames[index]);
  }
});

test('numbered pictures: a folder, a pattern and an archive, 2 before 10', async () => {
  await mkdir(folder.at('series'));
  const files: Record<string, Uint8Array> = {};
  for (let index = 0; index < 40; index++) {
    files[`walk.${index}.png`] = await pngOf(index);
    await writeFile(folder.at(`series/walk.${index}.png`), await pngOf(index));
  }
  await writeFile(folder.at('series/notes.txt'), 'No picture.');
  await writeFile(folder.at('series.zip'), zipSync(files));
  for (const path of ['series', 'series/walk.%d.png', 'series/*.png', 'series.zip']) {
    await expectFrames(folder.at(path), 80);
  }
  const none = await openClip(folder.at('series/run.%04d.png'));
  expect(!none.ok && none.problem.message).toMatch(/There are no pictures .*run\.%04d\.png/);
});

test('content stands for a clip, and swapping two pictures is noticed', async () => {
  const sum = async (path: string) => taken(await openClip(folder.at(path))).sum();
  await mkdir(folder.at('swap'));
  for (const index of [0, 1, 2]) {
    await writeFile(folder.at(`swap/${index}.png`), await pngOf(index));
  }
  const before = await sum('swap');
  expect(await sum('swap')).toBe(before);
  await writeFile(folder.at('swap/0.png'), await pngOf(1));
  await writeFile(folder.at('swap/1.png'), await pngOf(0));
  expect(await sum('swap')).not.toBe(before);
});

test('a graph is opened from the clip that it made', async () => {
  const document = graph([node('a', 'seed')]);
  for (const name of ['g.mp4', 'g.webm', 'g.gif', 'g.webp']) {
    const path = await writeClip(name, 3, serialiseDocument(document, { compact: true }));
    expect(taken(await openGraphFile(path)).document.nodes).toEqual(document.nodes);
    const plain = await openGraphFile(await writeClip(`plain-${name}`, 3));
    expect(!plain.ok && plain.problem.message).toMatch(/contains no graph/);
  }
});

test('what is no clip, or damaged, has a sentence', async () => {
  const whole = await readFile(await writeClip('whole.mp4'));
  const gif = await readFile(await writeClip('whole.gif'));
  const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['text.mp4', Buffer.from('This is no film.'), /text\.mp4 cannot be read as a film/],
    ['empty.mp4', Buffer.alloc(0), /empty\.mp4 cannot be read as a film/],
    ['cut.mp4', whole.subarray(0, whole.length / 2), /cut\.mp4/],
    ['cut.gif', gif.subarray(0, gif.length / 2), /cut\.gif/],
    ['bad.zip', Buffer.from('PK\x03\x04 and nothing else'), /neither a film/],
  ];
  for (const [name, bytes, sentence] of cases) {
    await writeFile(folder.at(name), bytes);
    const clip = await openClip(folder.at(name));
    const read = clip.ok ? await clip.value.read(clip.value.info.frames - 1) : clip;
    if (read.ok) expect(name).toBe('cut.gif');
    else expect(read.problem.message).toMatch(sentence);
  }
});
