import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

const photo = 'assets/samples/stream.jpg';
const quick = ['--size', '96', '--octaves', '2', '--iterations', '2'];
const { at } = ownFolder();

const pixels = (path: string) => sharp(path).raw().toBuffer();

test('dreams on a photo, reports, and gives the same bytes for the same seed', async () => {
  const report = at('report.json');
  const first = await dream(photo, ...quick, '-o', at('a.png'), '--report', report);
  expect(first).toMatchObject({ status: 0, stdout: '' });
  await dream(photo, ...quick, '-o', at('b.png'), '--quiet');
  expect(await readFile(at('a.png'))).toEqual(await readFile(at('b.png')));

  const told = JSON.parse(await readFile(report, 'utf8'));
  expect(told).toMatchObject({
    backend: 'wasm',
    network: 'ssd',
    seed: 1,
    image: { width: 96 },
    output: { path: at('a.png'), width: 96 },
  });
  const [ascent] = told.ascents;
  expect(ascent.node).toBe('ascent');
  for (const { objective } of ascent.octaves) {
    expect(objective).toHaveLength(2);
    expect(objective[1]).toBeGreaterThan(objective[0]);
  }
  expect(told.steps.map(({ type }: { type: string }) => type)).toContain('gradient-ascent');
  expect(told.plan.keys).toHaveLength(told.plan.steps);
});

describe('--deterministic', () => {
  const software = async (path: string) => (await sharp(path).metadata()).comments;

  test('takes kernels that give the same bits everywhere, and the result says so', async () => {
    const report = at('report.json');
    const ended = await dream(
      photo,
      ...quick,
      '--deterministic',
      '--report',
      report,
      '-o',
      at('d.png'),
    );
    expect(ended.status).toBe(0);
    const told = JSON.parse(await readFile(report, 'utf8'));
    expect(told).toMatchObject({ backend: 'wasm', deterministic: true });
    expect(told.profile).toMatch(/^wasm simd \d+$/);
    expect(await software(at('d.png'))).toContainEqual({
      keyword: 'Software',
      text: expect.stringMatching(new RegExp(`^Dreamgraph, ${told.profile}, key [0-9a-f]{32}$`)),
    });

    await dream(photo, ...quick, '--report', report, '-o', at('fast.png'));
    const fast = JSON.parse(await readFile(report, 'utf8'));
    // Other kernels have other keys; where relaxed SIMD is missing they are the same.
    const same = fast.deterministic;
    expect(fast.profile === told.profile).toBe(same);
    expect(fast.plan.keys.at(-1) === told.plan.keys.at(-1)).toBe(same);

    await dream(photo, ...quick, '--no-metadata', '--deterministic', '-o', at('bare.png'));
    expect(await software(at('bare.png'))).toBeUndefined();
    expect(await pixels(at('bare.png'))).toEqual(await pixels(at('d.png')));
  });

  test('is not to be had on another backend', async () => {
    const refused = await dream(photo, ...quick, '--deterministic', '--backend', 'cpu');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/--deterministic computes on wasm/);
  });
});

test('a picture runs again from the graph inside it, unless it was stripped', async () => {
  await dream(photo, ...quick, '--layer', 'block_5_expand_relu', '-o', at('with.png'), '-q');
  const again = await dream('--graph', at('with.png'), '-o', at('again.png'), '-q');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(await pixels(at('again.png'))).toEqual(await pixels(at('with.png')));

  await dream(photo, ...quick, '-o', at('without.png'), '--no-metadata', '-q');
  const refused = await dream('--graph', at('without.png'), '-q');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/contains no graph/);
});

test.each([1, 3, 9])(
  'no iterations give the pixels of a PNG back, at %i octaves',
  async (octaves) => {
    await sharp('assets/samples/mountains.jpg').resize(211).png().toFile(at('in.png'));
    const flags = ['--iterations', '0', '--octaves', String(octaves), '-q'];
    await dream(at('in.png'), ...flags, '-o', at('out.png'));
    expect(await pixels(at('out.png'))).toEqual(await pixels(at('in.png')));
  },
);

test('a photo keeps its size unless the line says another, by flag or by parameter', async () => {
  await sharp(photo).resize(120).png().toFile(at('small.png'));
  const flags = ['--iterations', '0', '-q', '-o', at('sized.png')];
  const widths: (number | undefined)[] = [];
  for (const size of [[], ['--size', '96'], ['--set', 'photo.size=96']]) {
    await dream(at('small.png'), ...flags, ...size);
    widths.push((await sharp(at('sized.png')).metadata()).width);
  }
  expect(widths).toEqual([120, 96, 96]);
});

test.each(['inception-v3', 'nanodet'])('%s dreams with layers of its own', async (network) => {
  const ran = await dream(photo, ...quick, '--network', network, '-o', at('m.webp'), '-q');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
});

test('--to ends at the node that is named', async () => {
  const ran = await dream(photo, '--to', 'photo', '--size', '50', '-o', at('photo.jpg'), '-q');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  expect(await sharp(at('photo.jpg')).metadata()).toMatchObject({ width: 50 });
});

test('a flag for more octaves than fit is answered with how many there are', async () => {
  const many = ['--size', '96', '--iterations', '0', '--octaves', '8', '-o', at('many.png')];
  const told = await dream('assets/samples/boats.jpg', ...many);
  expect(told.status).toBe(0);
  expect(told.stderr).toContain('Note: Only 1 of 8 octaves fit into 96 x 77 pixels');
  const quiet = await dream('assets/samples/boats.jpg', ...many, '-q');
  expect(quiet.stderr).toBe('');
});

describe('a channel that hardly responds', () => {
  const sleepy = [
    ...['assets/samples/boats.jpg', '--size', '256', '--octaves', '3', '--iterations', '1'],
    ...['--network', 'inception-v3', '--layer', 'mixed7'],
    ...['--set', 'objective.channels=28', '--set', 'objective.measure=mean'],
    ...['--set', 'ascent.edges=wrap', '--set', 'ascent.jitter=32'],
    ...['--set', 'photo.filter=triangle'],
  ];
  const note = 'The gradient vanished in 2 of 3 octaves (131 x 105, 183 x 146)';

  test('is told although the picture is made, also when nothing else is', async () => {
    const report = at('sleepy.json');
    const quiet = await dream(...sleepy, '-q', '-o', at('sleepy.png'), '--report', report);
    expect(quiet.status).toBe(0);
    expect(quiet.stderr.split('\n')).toEqual([expect.stringContaining(`Note: ${note}`), '']);
    const { warnings } = JSON.parse(await readFile(report, 'utf8'));
    expect(warnings).toMatchObject([{ node: 'ascent', code: 'gradient-vanished' }]);
  });

  test('is told of each picture of a series, also of those from kept work', async () => {
    const sweep = ['--sweep', 'merge.strength=0.5,2'];
    const { stderr } = await dream(...sleepy, ...sweep, '-q', '-o', at('series.png'));
    const notes = stderr.split('\n').filter((line) => line.startsWith('Note: '));
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain(`Note: 0.5: ${note}`);
    expect(notes[1]).toContain(`Note: 2: ${note}`);
  });
});

test('an objective counts by its weight where Combine weighs each as one', async () => {
  const small = ['--preset', 'two-networks', '--size', '96', '--octaves', '1', '--iterations', '2'];
  const made: Buffer[] = [];
  for (const weight of ['0.1', '1', '5']) {
    const set = ['--set', `objective-2.weight=${weight}`, '-q', '-o', at(`${weight}.png`)];
    expect(await dream('assets/samples/boats.jpg', ...small, ...set)).toMatchObject({ status: 0 });
    made.push(await pixels(at(`${weight}.png`)));
  }
  expect(made[0]?.equals(made[1] as Buffer)).toBe(false);
  expect(made[1]?.equals(made[2] as Buffer)).toBe(false);
});
