import { readdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { openGraphFile, openPreset } from '../../src/cli/graph/open-graph.ts';
import { readSweeps } from '../../src/cli/plan/read-sweeps.ts';
import { problemText } from '../../src/common/result.ts';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

/** Variants and sweeps on the command line: numbered files and a contact sheet. */
const photo = 'assets/samples/stream.jpg';
const quick = ['--size', '96', '--octaves', '1', '--iterations', '1', '-q'];
const inception = ['--network', 'inception-v3'];
const { path, at } = ownFolder();
const pixels = (path: string) => sharp(path).raw().toBuffer();

/** Whether the picture lies somewhere on the sheet, pixel for pixel. */
async function isOn(sheet: string, picture: string): Promise<boolean> {
  const [large, small] = await Promise.all(
    [sheet, picture].map((path) => sharp(path).raw().toBuffer({ resolveWithObject: true })),
  );
  if (!large || !small) return false;
  const { width, channels } = large.info;
  const line = small.info.width * channels;
  for (let at = large.data.indexOf(small.data.subarray(0, line)); at >= 0; ) {
    const rows = Array.from({ length: small.info.height }, (_, row) => row);
    const same = rows.every((row) =>
      large.data
        .subarray(at + row * width * channels, at + row * width * channels + line)
        .equals(small.data.subarray(row * line, (row + 1) * line)),
    );
    if (same) return true;
    at = large.data.indexOf(small.data.subarray(0, line), at + 1);
  }
  return false;
}

test('a sweep over two parameters shares the dream, and its sheet shows every picture', async () => {
  const ran = await dream(
    ...[photo, ...quick, ...inception, '-o', at('s.png'), '--report', at('s.json')],
    ...['--sweep', 'objective.layers=mixed2,mixed3 mixed4:0.5', '--sweep', 'strength=0.5,2'],
  );
  expect(ran).toMatchObject({ status: 0, stdout: '', stderr: '' });
  const files = (await readdir(path())).filter((name) => /^s-0/.test(name)).sort();
  expect(files).toEqual([
    's-01-mixed2-0.5.png',
    's-02-mixed2-2.png',
    's-03-mixed3-mixed4-0.5-0.5.png',
    's-04-mixed3-mixed4-0.5-2.png',
  ]);
  for (const file of files) expect(await isOn(at('s-sheet.png'), at(file))).toBe(true);

  const { series } = JSON.parse(await readFile(at('s.json'), 'utf8'));
  const dreamed = series.map(({ steps }: { steps: { type: string; cached: boolean }[] }) =>
    steps.some(({ type, cached }) => type === 'gradient-ascent' && !cached),
  );
  expect(dreamed).toEqual([true, false, true, false]);
});

test('the sheet and each picture carry the graph that makes them again', async () => {
  const sweep = ['--sweep', 'ascent.seed=1,7', '--set', 'merge.strength=2'];
  await dream(photo, ...quick, ...sweep, '-o', at('c.png'));
  const again = await dream('--graph', at('c-02-7.png'), '-o', at('again.png'), '-q');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(await pixels(at('again.png'))).toEqual(await pixels(at('c-02-7.png')));
  expect(await pixels(at('c-01-1.png'))).not.toEqual(await pixels(at('c-02-7.png')));

  const carried = await openGraphFile(at('c-sheet.png'));
  expect(carried.ok && carried.value.document.variants.map(({ name }) => name)).toEqual(['1', '7']);
  const all = await dream(
    '--graph',
    at('c-sheet.png'),
    '--variant',
    'all',
    '-o',
    at('r.png'),
    '-q',
  );
  expect(all).toMatchObject({ status: 0, stderr: '' });
  expect(await pixels(at('r-02-7.png'))).toEqual(await pixels(at('c-02-7.png')));

  await dream(photo, ...quick, ...sweep, '--no-metadata', '-o', at('n.png'));
  expect(await openGraphFile(at('n-sheet.png'))).toMatchObject({
    problem: { code: 'no-document' },
  });
});

test('all variants are written in order, one of them goes by its name alone', async () => {
  const preset = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  preset.variants = [
    { id: 'v1', name: 'Weak', params: { merge: { strength: 0.2 } } },
    { id: 'v2', name: 'Strong/strange', params: { merge: { strength: 2 } } },
  ];
  await writeFile(at('graph.json'), JSON.stringify(preset));
  const flags = ['--graph', at('graph.json'), ...quick];
  const all = await dream(...flags, '--variant', 'all', '-o', at('v.jpg'));
  expect(all).toMatchObject({ status: 0, stderr: '' });
  const files = (await readdir(path())).filter((name) => name.startsWith('v-')).sort();
  expect(files).toEqual(['v-01-Weak.jpg', 'v-02-Strong-strange.jpg', 'v-sheet.png']);
  expect(await pixels(at('v-01-Weak.jpg'))).not.toEqual(
    await pixels(at('v-02-Strong-strange.jpg')),
  );

  await dream(...flags, '--variant', 'weak', '-o', at('w.png'));
  expect((await readdir(path())).filter((name) => name.startsWith('w-'))).toEqual(['w-Weak.png']);
});

test('a picture that cannot be made is told, and the others are made', async () => {
  const sweep = ['--sweep', 'layer=mixd4,mixed4'];
  const ran = await dream(photo, ...quick, ...inception, ...sweep, '-o', at('f.png'));
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(
    /^mixd4: .*no layer "mixd4".*\n1 of 2 pictures could not be made\.\n$/,
  );
  expect(await isOn(at('f-sheet.png'), at('f-02-mixed4.png'))).toBe(true);
});

describe('a sweep that cannot be is refused in a sentence', () => {
  const many = Array.from({ length: 51 }, (_, seed) => seed).join();
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown node', ['mrge.strength=1,2'], /"mrge".*merge/],
    ['an unknown parameter', ['merge.strenth=1,2'], /"strenth".*strength/],
    ['an unknown flag', ['strenth=1,2'], /"strenth".*strength/],
    ['a bad value', ['merge.strength=1,9'], /9 does not fit\. Use a number from -1 to 4/],
    ['no values', ['merge.strength'], /It has no values/],
    ['too many', [`ascent.seed=${many}`, 'strength=1,2'], /102 pictures \(51 x 2\).*most is 100/],
    ['three of them', ['seed=1', 'strength=1', 'octaves=1'], /given 3 times/],
    ['the same twice', ['strength=1', 'merge.strength=2'], /Both sweeps change/],
  ])('%s', async (_, sweeps, sentence) => {
    const preset = await openPreset('deepdream');
    if (!preset.ok) throw new Error(preset.problem.message);
    const read = readSweeps(preset.value.document, sweeps);
    expect(read.ok ? '' : problemText(read.problem)).toMatch(sentence);
  });

  test('and nothing is written', async () => {
    const before = await readdir(path());
    const sweeps = ['--sweep', 'strength=1,2', '--sweep', 'strength=1'];
    const ended = await dream(photo, ...quick, ...sweeps, '-o', at('never.png'));
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^Both sweeps change .*\n$/);
    expect(await readdir(path())).toEqual(before);
  });
});
