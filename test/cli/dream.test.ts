import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
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
    network: 'inception-v3',
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

test('a picture runs again from the graph inside it, unless it was stripped', async () => {
  await dream(photo, ...quick, '--layer', 'mixed2', '-o', at('with.png'), '-q');
  const again = await dream('--graph', at('with.png'), '-o', at('again.png'), '-q');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(await pixels(at('again.png'))).toEqual(await pixels(at('with.png')));

  await dream(photo, ...quick, '-o', at('without.png'), '--no-metadata', '-q');
  const refused = await dream('--graph', at('without.png'), '-q');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/carries no graph/);
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

test.each(['nanodet', 'ssd'])('%s dreams with layers of its own', async (network) => {
  const ran = await dream(photo, ...quick, '--network', network, '-o', at('m.webp'), '-q');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
});

test('--to ends at the node that is named', async () => {
  const ran = await dream(photo, '--to', 'photo', '--size', '50', '-o', at('photo.jpg'), '-q');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  expect(await sharp(at('photo.jpg')).metadata()).toMatchObject({ width: 50 });
});
