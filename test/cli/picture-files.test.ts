import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { decodePicture } from '../../src/cli/files/decode-picture.ts';
import { readPicture } from '../../src/cli/files/image-file.ts';
import { problemText } from '../../src/common/result.ts';
import { type Case, heicHeader, heicRefusal, worstOf } from '../pictures/cases.ts';

const folder = 'test/fixtures/pictures';
const cases: readonly Case[] = JSON.parse(await readFile(`${folder}/cases.json`, 'utf8'));

test.each(cases)('$file is what its numbers mean, within 3 levels', async (each) => {
  const read = await readPicture(`${folder}/${each.file}`);
  if (!read.ok) throw new Error(problemText(read.problem));
  const { width, height, data } = read.value.picture;
  expect({ width, height }).toEqual({ width: each.width, height: each.height });
  expect(worstOf(each, data)).toBeLessThanOrEqual(3);
});

test('HEIC is refused in words that say what to do', async () => {
  const read = await decodePicture(Buffer.from(heicHeader, 'latin1'), 'IMG_1.jpg');
  expect(read).toMatchObject({
    ok: false,
    problem: { message: heicRefusal, remedy: expect.stringContaining('Most Compatible') },
  });
});
