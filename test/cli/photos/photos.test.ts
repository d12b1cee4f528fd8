import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { claim, letGo } from '../../../src/cli/files/temporary-files.ts';
import { ownFolder } from '../own-folder.ts';
import { dreamIn, dreamProcess } from '../run-dream.ts';
import { killRuns } from './kill-runs.ts';
import { makePhotos } from './make-photos.ts';

/** Many photos with one command: nothing is lost, nothing is done twice, nothing stops the rest. */
const { at, path } = ownFolder();
const dream = (...args: readonly string[]) => dreamIn(path(), ...args);
/** Photos as they are: what is tested here is not the dream. */
const plain = ['--to', 'photo'];
let names: readonly string[];

beforeAll(async () => {
  names = await makePhotos(at('photos'), 5);
});

const filesIn = async (folder: string) =>
  (await readdir(at(folder), { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();

const identities = async (folder: string) =>
  Promise.all(
    (await filesIn(folder)).map(async (name) => (await stat(at(`${folder}/${name}`))).ino),
  );

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(at(to)), { recursive: true });
  await cp(at(from), at(to));
}

describe('a folder of photos', () => {
  test('gives a picture for each, below the folder that was asked for, and none twice', async () => {
    await cp(at('photos'), at('album'), { recursive: true });
    await copy(`photos/${names[0]}`, 'album/2019/one.jpg');
    await copy(`photos/${names[1]}`, 'album/.trash/gone.jpg');
    await writeFile(at('album/notes.txt'), 'no photo');
    await writeFile(at('album/broken.jpg'), 'no picture');
    const first = await dream('album', ...plain, '-o', 'album/dreams/');
    expect(first.status).toBe(1);
    expect(first.stderr).toContain('album/broken.jpg is not a picture.');
    expect(first.stderr).toContain('\n7 pictures: 6 made, 1 failed.\n');
    expect(first.stderr).toMatch(/1 of 7 pictures could not be made: album\/broken\.jpg\.\n$/);
    const expected = [...names.map((name) => name.replace(/\.\w+$/, '-dream.png'))];
    expect(await filesIn('album/dreams')).toEqual([...expected, '2019/one-dream.png'].sort());

    const before = await identities('album/dreams');
    await rm(at('album/broken.jpg'));
    const again = await dream('album', ...plain, '-o', 'album/dreams');
    expect(again).toMatchObject({ status: 0, stderr: '6 pictures: 6 there already.\n' });
    expect(await identities('album/dreams')).toEqual(before);
    const forced = await dream('album', ...plain, '-o', 'album/dreams', '--force', '-q');
    expect(forced).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await identities('album/dreams')).not.toEqual(before);
  });

  test('with nothing in it, or to which the pictures would go, is refused', async () => {
    await mkdir(at('empty'));
    const refused = [
      [['empty', '-o', 'out/'], 'There is no photo in empty.'],
      [['photos', '-o', 'photos/'], 'photos is also the folder that the pictures go to'],
      [['photos', '-o', 'dream.png'], '-o dream.png names one file'],
      [['photos', '-o', '-'], '-o - names one file'],
      [['photos', '-o', 'out/{photos}.png'], 'there is no {photos}. Closest: photo.'],
      [['photos', '-o', 'out/{photo}.txt'], 'does not say which format'],
      [['photos', '--shard', '3/2', '-o', 'out/'], '--shard 3/2 is no part'],
    ] as const;
    for (const [args, words] of refused) {
      const ran = await dream(...args);
      expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
    }
  });
});

test('photos of the same name get numbers, and keep them', async () => {
  for (const [index, folder] of ['one', 'two', 'three'].entries()) {
    await copy(`photos/${names[index]}`, `${folder}/me.jpg`);
  }
  const args = ['one/me.jpg', 'two', 'three/me.jpg', 'one', ...plain, '-o', 'twins/{photo}.png'];
  expect(await dream(...args)).toMatchObject({ status: 0 });
  expect(await filesIn('twins')).toEqual(['me-2.png', 'me-3.png', 'me.png']);
  const before = await Promise.all(
    ['me', 'me-2', 'me-3'].map((name) => readFile(at(`twins/${name}.png`))),
  );
  const again = await dream(...args);
  expect(again.stderr).toBe('3 pictures: 3 there already.\n');
  await rm(at('twins/me-2.png'));
  expect(await dream(...args, '-q')).toMatchObject({ status: 0, stderr: '' });
  expect(await readFile(at('twins/me-2.png'))).toEqual(before[1]);
});

test.each(['png', 'jpg', 'webp'])(
  'a %s of another dream stays, and its own is known',
  async (ending) => {
    const args = ['photos', ...plain, '-o', `kinds-${ending}/{folder}/{photo}.${ending}`];
    const folder = `kinds-${ending}`;
    expect(await dream(...args, '--size', '40')).toMatchObject({ status: 0 });
    const before = await identities(folder);
    expect((await dream(...args, '--size', '40')).stderr).toBe('5 pictures: 5 there already.\n');
    const other = await dream(...args, '--size', '50');
    expect(other.stderr).toContain(`another dream, so this one is written as 00-boats-2.${ending}`);
    expect((await dream(...args, '--size', '50')).stderr).toBe('5 pictures: 5 there already.\n');
    const now = await filesIn(folder);
    expect(now).toHaveLength(10);
    expect(await identities(folder)).toEqual(expect.arrayContaining(before));
    expect((await sharp(at(`${folder}/00-boats-2.${ending}`)).metadata()).width).toBe(50);
    expect((await sharp(at(`${folder}/00-boats.${ending}`)).metadata()).width).toBe(40);
  },
);

test('without metadata a file counts by its name', async () => {
  const args = ['photos', ...plain, '--no-metadata', '-o', 'bare/{photo}.jpg'];
  await mkdir(at('bare'));
  await writeFile(at('bare/00-boats.jpg'), 'mine');
  await copy(`photos/${names[0]}`, 'bare/02-sunset.jpg');
  expect((await dream(...args)).stderr).toContain('5 pictures: 4 made, 1 there already.');
  expect(await readFile(at('bare/00-boats.jpg'), 'utf8')).toBe('mine');
  expect(await filesIn('bare')).toContain('00-boats-2.jpg');
  expect((await sharp(at('bare/01-stream.jpg')).metadata()).exif).toBeUndefined();
});

test('parts for several machines make all pictures together, with the same bytes', async () => {
  const args = ['photos', ...plain, '--sweep', 'photo.filter=triangle,lanczos', '--size', '40'];
  expect(await dream(...args, '-o', 'whole/')).toMatchObject({ status: 0 });
  const parts = [];
  for (const part of ['1/3', '2/3', '3/3']) {
    const ran = await dream(...args, '-o', 'parts/', '--shard', part);
    parts.push(/(\d+) pictures: (\d+) made/.exec(ran.stderr)?.slice(1).map(Number));
  }
  expect(parts).toEqual([
    [4, 4],
    [3, 3],
    [3, 3],
  ]);
  expect((await dream(...args, '-o', 'parts/')).stderr).toMatch(
    /10 pictures: 10 there already\.\n$/,
  );
  const whole = await filesIn('whole');
  expect(whole).toHaveLength(15);
  expect(await filesIn('parts')).toEqual(whole);
  for (const name of whole) {
    expect(await readFile(at(`parts/${name}`)), name).toEqual(await readFile(at(`whole/${name}`)));
  }
});

test('a picture that another process is making is left to it, and told', async () => {
  const args = ['photos', ...plain, '-o', 'shared/'];
  await mkdir(at('shared'));
  expect(claim(at('shared/01-stream-dream.png'))).toBe(true);
  const ran = await dream(...args);
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('5 pictures: 4 made, 1 at work in another process.');
  letGo(at('shared/01-stream-dream.png'));
  const together = () => dreamProcess({ cwd: path() }, ...args, '--size', '30');
  const both = await Promise.all([together(), together()]);
  const made = both.map(({ stderr }) => Number(/(\d+) made/.exec(stderr)?.[1] ?? 0));
  expect((made[0] ?? 0) + (made[1] ?? 0)).toBe(5);
});

test('an upright photo stays upright, and sixteen bits of one photo are not those of the next', async () => {
  await mkdir(at('mixed'));
  const turned = sharp(at(`photos/${names[0]}`)).rotate(90);
  await turned.png().toFile(at('mixed/c.png'));
  await sharp(at(`photos/${names[0]}`))
    .withMetadata({ orientation: 6 })
    .png()
    .toFile(at('mixed/b.png'));
  const deep = sharp(at(`photos/${names[1]}`)).toColourspace('rgb16');
  await deep.png().toFile(at('mixed/a.png'));
  await cp(at('mixed/a.png'), at('mixed/d.png'));
  expect(await dream('mixed', ...plain, '-o', 'mixed-out/{photo}.png')).toMatchObject({
    status: 0,
  });
  const infos = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => sharp(at(`mixed-out/${name}.png`)).metadata()),
  );
  expect(infos.map(({ depth }) => depth)).toEqual(['ushort', 'uchar', 'uchar', 'ushort']);
  const [b, c] = await Promise.all(
    ['b', 'c'].map((name) =>
      sharp(at(`mixed-out/${name}.png`))
        .raw()
        .toBuffer(),
    ),
  );
  expect([infos[1]?.width, infos[1]?.height]).toEqual([72, 96]);
  expect(b).toEqual(c);
});

test('what does not depend on the photo is computed once, and a random seed is drawn once for each', async () => {
  const quick = ['--octaves', '1', '--iterations', '1', '--seed', 'random'];
  const guided = ['--preset', 'guided-deepdream', '--set', 'guide.size=64'];
  const args = ['photos', ...guided, ...quick, '-o', 'style/{photo}-{seed}.jpg'];
  const ran = await dream(...args, '--report', 'style.json', '-q');
  expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
  const { pictures } = JSON.parse(await readFile(at('style.json'), 'utf8'));
  const computed = (node: string) =>
    pictures.filter(({ steps }: { steps: { node: string; cached: boolean }[] }) =>
      steps.some((step) => step.node === node && !step.cached),
    ).length;
  const often = ['photo', 'ascent', 'guide', 'network', 'objective'].map(computed);
  expect(often).toEqual([5, 5, 1, 1, 1]);
  const seeds = (await filesIn('style')).map((name) => /-(\d+)\.jpg$/.exec(name)?.[1]);
  expect(new Set(seeds).size).toBe(5);
  expect((await dream(...args)).stderr).toBe('5 pictures: 5 there already.\n');
});

test('every picture of a series is found again, and its sheet is drawn when all are there', async () => {
  const quick = ['--octaves', '1', '--iterations', '1', '--sweep', 'strength=0.5,1'];
  const args = [`photos/${names[0]}`, `photos/${names[1]}`, ...quick, '-o', 'series/'];
  expect(await dream(...args)).toMatchObject({ status: 0 });
  const files = await filesIn('series');
  expect(files).toHaveLength(6);
  const before = await Promise.all(files.map((name) => readFile(at(`series/${name}`))));
  for (const name of files.filter((each) => /02-|sheet/.test(each))) await rm(at(`series/${name}`));
  expect((await dream(...args)).stderr).toMatch(/4 pictures: 2 made, 2 there already\.\n$/);
  const after = await Promise.all(files.map((name) => readFile(at(`series/${name}`))));
  expect(after).toEqual(before);
});

test('the standard input is a photo among others, and a graph needs none', async () => {
  const main = execFileSync(
    process.execPath,
    [
      `${process.cwd()}/build/command/main.js`,
      '-',
      `photos/${names[1]}`,
      ...plain,
      '-q',
      '-o',
      'in/',
    ],
    { cwd: path(), input: await readFile(at(`photos/${names[0]}`)) },
  );
  expect(`${main}`).toBe('');
  expect(await filesIn('in')).toEqual(['01-stream-dream.png', 'standard-input-dream.png']);
  const none = await dream('--preset', 'deepdream', ...plain, '--size', '30', '-q', '-o', 'none/');
  expect(none).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(await filesIn('none')).toEqual(['deepdream.png']);
});

test('a graph that names several photos runs as a command that names them', async () => {
  const graph = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const photo = graph.nodes.find(({ id }: { id: string }) => id === 'photo');
  const files = [names[0], names[1], 'none.jpg'].map((name) => ({
    ...{ from: 'file', name: `photos/${name}` },
  }));
  Object.assign(photo.params, { file: files[0], files, size: 40 });
  await writeFile(at('zoo.dream.json'), JSON.stringify(graph));
  const args = ['--graph', 'zoo.dream.json', ...plain];
  const ran = await dream(...args, '-o', 'zoo/');
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('photos/none.jpg');
  expect(ran.stderr).toContain('3 pictures: 2 made, 1 failed.');
  expect(await filesIn('zoo')).toEqual([
    'photos/00-boats-deepdream.png',
    'photos/01-stream-deepdream.png',
  ]);
  expect((await dream(...args, '-o', 'zoo/')).stderr).toContain('2 there already, 1 failed');
  const named = [
    '--set',
    'save.name={photo}_{variant}',
    '--set',
    'photo.files=photos/00-boats.jpg|bundled:boats',
  ];
  expect((await dream(...args, ...named)).stderr).toContain('2 pictures: 2 made.');
  expect(existsSync(at('00-boats.png')) && existsSync(at('boats.png'))).toBe(true);
  // A photo that is named takes the place of all of them.
  expect(await dream(`photos/${names[1]}`, ...args, '-q', '-o', 'one.png')).toMatchObject({
    status: 0,
  });
});

test('a disk on which nothing can be written stops it before the next dream', async () => {
  await mkdir(at('full'));
  const ran = await dream('photos', ...plain, '-o', '/dev/full/');
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('5 pictures: 5 failed.');
});

test('killed at random moments and started again it gives what an undisturbed run gives', async () => {
  await makePhotos(at('killed/photos'), 6);
  const seed = Date.now() % 1_000_000;
  const report = await killRuns({
    ...{ folder: at('killed'), output: '.', kills: 3, most: 2, seed },
    args: [at('killed/photos'), '--octaves', '1', '--iterations', '2'],
  });
  expect(report, `seed ${seed}`).toMatchObject({ files: 6, failures: [] });
});
