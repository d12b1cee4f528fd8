import { readdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

const photo = 'assets/samples/stream.jpg';
const { path, at } = ownFolder();

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
    ['text named .png', ['text.png'], /text\.png is not a picture/],
    ['a truncated JPEG', ['cut.jpg'], /cut\.jpg is damaged or incomplete/],
    ['an empty file', ['empty.png'], /empty\.png is empty/],
    ['an unknown layer', [photo, '--layer', 'blok_8_add'], /no layer "blok_8_add".*block_8_add/],
    [
      'a layer too deep',
      // With the margin of mirrored edges the network sees 92 x 72 pixels.
      [photo, ...'--network inception-v3 --layer mixed10 --size 60'.split(' ')],
      /mixed10 .*at least 75 x 75/,
    ],
    ['a bad number', [photo, '--octaves', 'many'], /--octaves: .*"many" does not fit/],
    ['a value out of range', [photo, '--iterations', '-3'], /iterations: -3 does not fit/],
    ['an unknown option', [photo, '--octave', '3'], /no option --octave\..*octaves/],
    ['an unknown preset', [photo, '--preset', 'depdream'], /no preset "depdream".*deepdream/],
    ['an unknown parameter', [photo, '--set', 'ascent.iteratons=3'], /"iteratons".*iterations/],
    ['an unknown node', [photo, '--set', 'asent.iterations=3'], /"asent".*ascent/],
    ['an unknown backend', [photo, '--backend', 'webgl'], /no backend "webgl"/],
    ['an unknown kind of picture', [photo, '-o', 'x.gif'], /x\.gif does not say which format/],
    ['a folder that is not there', [photo, '-o', 'no/where/x.png'], /cannot be written/],
    ['wrong JSON', ['--graph', 'broken.json'], /broken\.json: .*not JSON/],
    ['another format', ['--graph', 'other.json'], /other\.json: .*"format" is "other"/],
    ['a newer version', ['--graph', 'newer.json'], /newer Dreamgraph/],
    [
      'a photo as graph',
      ['--graph', photo],
      /a JPEG picture\. Only PNG, GIF and WebP pictures and films can/,
    ],
    ['a missing input', ['--graph', 'gap.json'], /needs/],
    ['a wire of the wrong kind', ['--graph', 'kinds.json'], /objective/],
  ])('%s', async (_, args, sentence) => {
    const before = await readdir(path());
    const own = new Set(before);
    const words = args.map((word) => (own.has(word) ? at(word) : word));
    const output = args.includes('-o') ? [] : ['-o', at('never.png')];
    const ended = await dream(...words, ...output, '-q');
    expect(ended).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(path())).toEqual(before);
  });
});
