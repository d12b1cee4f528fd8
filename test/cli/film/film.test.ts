import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { ownFolder } from '../own-folder.ts';
import { killRuns } from '../photos/kill-runs.ts';
import { dreamIn, dreamProcess } from '../run-dream.ts';
import { zoomGraph } from './zoom-graph.ts';

/** Films on the command line: every frame once, the same whether it was run through or not. */
const { at, path } = ownFolder();
const dream = (...args: readonly string[]) => dreamIn(path(), ...args);
const files = async (folder: string) => (await readdir(at(folder))).sort();
const all = async (folder: string) =>
  Promise.all((await files(folder)).map((name) => readFile(at(`${folder}/${name}`))));

beforeAll(async () => {
  await writeFile(at('zoom.json'), zoomGraph({ frames: 8, size: 48 }));
});

test('frames are made once, in parts or at once, and carry what makes them again', async () => {
  const graph = ['--graph', 'zoom.json', '-q'];
  expect(await dream(...graph, '--frames', 'all', '-o', 'whole/%04d.png')).toEqual({
    ...{ status: 0, stdout: '', stderr: '' },
  });
  expect(await files('whole')).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((frame) => `000${frame}.png`));
  expect(new Set((await all('whole')).map((bytes) => bytes.toString('base64'))).size).toBe(8);

  expect(await dream(...graph, '--frames', '0-3', '-o', 'parts/%04d.png')).toMatchObject({
    status: 0,
  });
  expect((await files('parts')).filter((name) => name.endsWith('-3.delays'))).toHaveLength(1);
  const first = await stat(at('parts/0002.png'));
  const rest = ['--graph', 'zoom.json', '--frames', '4-7', '-o', 'parts/%04d.png'];
  const report = [...rest, '--report', 'parts.json'];
  expect((await dream(...report)).stderr).toContain('4 frames: 4 made.');
  const { frames } = JSON.parse(await readFile(at('parts.json'), 'utf8'));
  expect(
    frames.map(({ frame, state }: { frame: number; state: string }) => [frame, state]),
  ).toEqual([4, 5, 6, 7].map((frame) => [frame, 'made']));
  expect(await files('parts')).toEqual(await files('whole'));
  expect(await all('parts')).toEqual(await all('whole'));
  expect((await stat(at('parts/0002.png'))).ino).toBe(first.ino);

  await rm(at('parts/0005.png'));
  const again = await dream('--graph', 'zoom.json', '--frames', 'all', '-o', 'parts/%04d.png');
  expect(again.stderr).toContain('8 frames: 1 made, 7 there already.');
  expect(await all('parts')).toEqual(await all('whole'));
  const carried = await dream(
    '--graph',
    'parts/0005.png',
    '-q',
    '--frames',
    '3',
    '-o',
    'three.png',
  );
  expect(carried).toMatchObject({ status: 0 });
  expect(await readFile(at('three.png'))).toEqual(await readFile(at('whole/0003.png')));
});

test('a changed track makes the frames anew that it changes', async () => {
  const graph = JSON.parse(zoomGraph({ frames: 8, size: 48 }));
  graph.tracks[0].keys = [
    { frame: 0, value: 0 },
    { frame: 3, value: 3, ease: 'hold' },
    { frame: 6, value: 9 },
  ];
  const run = async (name: string) => {
    await writeFile(at(`${name}.json`), JSON.stringify(graph));
    return dream('--graph', `${name}.json`, '--frames', 'all', '-o', 'changed/%04d.png');
  };
  expect((await run('before')).stderr).toContain('8 frames: 8 made.');
  graph.tracks[0].keys[2].value = 12;
  expect((await run('after')).stderr).toContain('8 frames: 2 made, 6 there already.');
});

test.each(['gif', 'webp'])('a film as %s, and no frame is left', async (ending) => {
  const ran = await dream('--graph', 'zoom.json', '-o', `film.${ending}`);
  expect(ran).toMatchObject({ status: 0 });
  expect(ran.stderr).toContain('8 frames: 8 made.');
  const { pages, width, delay } = await sharp(at(`film.${ending}`)).metadata();
  expect([pages, width, delay?.[0]]).toEqual([8, 48, ending === 'gif' ? 80 : 83]);
  const left = async () =>
    (await readdir(path())).filter((name) => /film\.frames|tmp|lock/.test(name));
  expect(await left()).toEqual([]);

  // Nor is it made again, unless it would be another one or is asked for.
  const again = (...args: readonly string[]) =>
    dream('--graph', 'zoom.json', ...args, '-o', `film.${ending}`);
  expect((await again()).stderr).toBe(`film.${ending} is there already.\n`);
  expect((await again('--force')).stderr).toContain('8 frames: 8 made.');
  expect((await again('--frames', '1-3')).stderr).toContain('3 frames: 3 made.');
  expect(await left()).toEqual([]);
});

test('without ffmpeg a film is refused before any dreaming, with the remedy', async () => {
  await mkdir(at('nothing'), { recursive: true });
  const options = { cwd: path(), env: { ...process.env, PATH: at('nothing') } };
  const ran = await dreamProcess(options, '--graph', 'zoom.json', '-o', 'film.mp4');
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(/ffmpeg/);
  expect((await readdir(path())).filter((name) => name.startsWith('film.frames'))).toEqual([]);
});

test('what cannot be a film is told', async () => {
  await mkdir(at('mine'), { recursive: true });
  await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toFile(at('mine/0003.png'));
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['--frames', '5-9', '-o', 'x/%d.png'], 'the film has 8 frames, 0 to 7'],
    [['--frames', '7-5', '-o', 'x/%d.png'], 'is no range of frames'],
    [['--frames', 'all', '-o', 'x.png'], 'names neither a film nor numbered pictures'],
    [['--frames', 'all', '-o', 'x/%d.jpg'], 'Frames are written as PNG'],
    [['--frames', 'all', '-o', '-'], 'not written to the standard output'],
    [['--frames', 'all', '-o', 'mine/%04d.png'], 'mine/0003.png is there already'],
    [['--frames', 'all', '--sweep', 'zoom.zoom=1,2', '-o', 'x.gif'], 'A sweep makes several'],
  ];
  for (const [args, words] of cases) {
    const ran = await dream('--graph', 'zoom.json', ...args);
    expect(ran, words).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
  }
});

test.each([
  ['frames/%04d.png', 8, 0],
  ['film.mp4', 1, 8],
])(
  '%s killed at random moments and started again is what an undisturbed run gives',
  async (output, files, waiting) => {
    const seed = Date.now() % 1_000_000;
    await writeFile(at('dream.json'), zoomGraph({ frames: 8, size: 64, iterations: 2 }));
    const report = await killRuns({
      ...{ folder: at(`killed-${files}`), output, kills: 3, most: 3, seed, waiting },
      args: ['--graph', at('dream.json'), '--frames', 'all'],
    });
    expect(report, `seed ${seed}`).toMatchObject({ files, failures: [] });
  },
);

/** A clip straight into Save Clip. */
const clipGraph = JSON.stringify({
  ...{ format: 'dreamgraph', version: 1, name: 'Clip' },
  nodes: [
    { id: 'clip', type: 'load-clip', version: 1, position: { x: 0, y: 0 }, params: {} },
    { id: 'save', type: 'save-clip', version: 1, position: { x: 200, y: 0 }, params: {} },
  ],
  edges: [
    { id: 'e', from: { node: 'clip', output: 'image' }, to: { node: 'save', input: 'image' } },
  ],
});

test('a clip that is named gives as many frames as it has, at its own size and speed', async () => {
  await writeFile(at('clip.json'), clipGraph);
  await dream('--graph', 'zoom.json', '-q', '-o', 'moving.webp');
  expect(await dream('moving.webp', '--graph', 'clip.json', '-q', '-o', 'copy.gif')).toEqual({
    ...{ status: 0, stdout: '', stderr: '' },
  });
  const { pages, width, delay } = await sharp(at('copy.gif')).metadata();
  expect([pages, width]).toEqual([8, 48]);
  expect(delay?.reduce((sum, each) => sum + each, 0)).toBeCloseTo(8 * 83, -2);
  const missing = await dream('gone.mp4', '--graph', 'clip.json', '-o', 'x.gif');
  expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('gone.mp4') });
});

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

test.runIf(hasFfmpeg)('a film brings the sound of its clip along', async () => {
  await writeFile(at('clip.json'), clipGraph);
  const made = spawnSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=12:duration=1'],
    ...['-f', 'lavfi', '-i', 'sine=duration=1', '-shortest', at('sounding.mp4')],
  ]);
  expect(`${made.stderr}`).toBe('');
  const ran = await dream('sounding.mp4', '--graph', 'clip.json', '-q', '-o', 'sounds.mp4');
  expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
  const probe = spawnSync('ffprobe', [
    ...['-v', 'error', '-count_frames', '-show_entries', 'stream=codec_type,nb_read_frames'],
    ...['-of', 'json', at('sounds.mp4')],
  ]);
  const { streams } = JSON.parse(`${probe.stdout}`);
  expect(streams).toContainEqual(
    expect.objectContaining({ codec_type: 'video', nb_read_frames: '12' }),
  );
  expect(streams).toContainEqual(expect.objectContaining({ codec_type: 'audio' }));
});
