import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presetNames } from '../../src/cli/open-graph.ts';
import { dream } from './run-dream.ts';

const photo = 'assets/samples/cats.jpg';
const quick = ['--size', '96', '--octaves', '2', '--iterations', '2'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dream-'));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

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
    await sharp('assets/samples/alps.jpg').resize(211).png().toFile(at('in.png'));
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

test('another network dreams with layers of its own', async () => {
  const ran = await dream(photo, ...quick, '--network', 'mobilenet-v2', '-o', at('m.webp'), '-q');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
});

test('--to ends at the node that is named', async () => {
  const ran = await dream(photo, '--to', 'photo', '--size', '50', '-o', at('photo.jpg'), '-q');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  expect(await sharp(at('photo.jpg')).metadata()).toMatchObject({ width: 50 });
});

const names = await presetNames();

describe('every preset', () => {
  const small: Readonly<Record<string, readonly string[]>> = {
    deepstyle: ['--style-iterations', '1', '--iterations', '1', '--octaves', '1'],
    'what-a-network-sees': ['edges', 'textures', 'patterns', 'parts'].flatMap((node) => [
      '--set',
      `${node}.iterations=1`,
    ]),
  };
  test.each(names)('%s runs on a sample photo', async (preset) => {
    const flags = small[preset] ?? ['--iterations', '1', '--octaves', '1'];
    const path = at(`${preset}.png`);
    const ran = await dream(photo, '--preset', preset, '--size', '96', ...flags, '-o', path, '-q');
    // The preset without a photo says so.
    if (preset === 'from-noise') {
      expect(ran).toMatchObject({ status: 2, stderr: expect.stringMatching(/loads no picture/) });
      return;
    }
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });

  test('is listed and described', async () => {
    const { stdout } = await dream('--list');
    for (const name of names) expect(stdout).toContain(name);
    expect((await dream('--describe', 'gentle')).stdout).toMatch(
      /--layer .*\n.*--octaves +5 \(1 to 16\)/,
    );
  });
});

describe('bad input is refused with a sentence and nothing is written', () => {
  beforeAll(async () => {
    const bytes = await readFile(photo);
    await writeFile(at('text.png'), 'not a picture');
    await writeFile(at('cut.jpg'), bytes.subarray(0, 5000));
    await writeFile(at('empty.png'), '');
    await writeFile(at('broken.json'), '{');
    await writeFile(at('other.json'), '{"format":"other"}');
    await writeFile(at('newer.json'), '{"format":"dreamgraph","version":99,"nodes":[]}');
    const preset = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
    const [first, ...rest] = preset.edges;
    await writeFile(at('gap.json'), JSON.stringify({ ...preset, edges: rest }));
    const wrong = { ...first, from: { node: 'objective', output: 'objective' } };
    await writeFile(at('kinds.json'), JSON.stringify({ ...preset, edges: [wrong, ...rest] }));
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no photo', [], /Name a photo/],
    ['no such file', ['none.png'], /There is no file none\.png/],
    ['text named .png', ['text.png'], /text\.png is not a PNG, JPEG or WebP picture/],
    ['a truncated JPEG', ['cut.jpg'], /cut\.jpg is damaged or incomplete/],
    ['an empty file', ['empty.png'], /empty\.png is empty/],
    ['an unknown layer', [photo, '--layer', 'mixd4'], /no layer "mixd4".*mixed4/],
    [
      'a layer too deep',
      [photo, '--layer', 'mixed10', '--size', '80'],
      /mixed10 .*at least 75 x 75/,
    ],
    ['a bad number', [photo, '--octaves', 'many'], /--octaves: .*"many" does not fit/],
    ['a value out of range', [photo, '--iterations', '-3'], /iterations: -3 does not fit/],
    ['an unknown option', [photo, '--octave', '3'], /no option --octave\..*octaves/],
    ['an unknown preset', [photo, '--preset', 'depdream'], /no preset "depdream".*deepdream/],
    ['an unknown parameter', [photo, '--set', 'ascent.iteratons=3'], /"iteratons".*iterations/],
    ['an unknown node', [photo, '--set', 'asent.iterations=3'], /"asent".*ascent/],
    ['an unknown backend', [photo, '--backend', 'webgl'], /no backend "webgl"/],
    ['an unknown kind of picture', [photo, '-o', 'x.gif'], /x\.gif does not say which kind/],
    ['a folder that is not there', [photo, '-o', 'no/where/x.png'], /cannot be written/],
    ['wrong JSON', ['--graph', 'broken.json'], /broken\.json: .*not JSON/],
    ['another format', ['--graph', 'other.json'], /other\.json: .*"format" is "other"/],
    ['a newer version', ['--graph', 'newer.json'], /newer Dreamgraph/],
    ['a photo as graph', ['--graph', photo], /neither a graph nor a PNG/],
    ['a missing input', ['--graph', 'gap.json'], /needs/],
    ['a wire of the wrong kind', ['--graph', 'kinds.json'], /objective/],
  ])('%s', async (_, args, sentence) => {
    const before = await readdir(folder);
    const own = new Set(before);
    const words = args.map((word) => (own.has(word) ? at(word) : word));
    const output = args.includes('-o') ? [] : ['-o', at('never.png')];
    const ended = await dream(...words, ...output, '-q');
    expect(ended).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(before);
  });
});
